package io.allyourbase.jobs.engine.run;

import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.job.Job;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slots held by handlers that were told to end and did not, as those that wait where no interrupt is heeded. Their runs
 * are over, and their jobs elsewhere: nothing else would show why this process takes no more.
 */
public final class HeldSlots implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(HeldSlots.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final RunningJobs running;
    private final int slots;
    private final LongSupplier nanoTime;
    /** Those that were logged; only the loop's thread uses it. */
    private final Set<ActiveRun> logged = new HashSet<>();

    /** @param slots how many there are */
    public HeldSlots(RunningJobs running, int slots, LongSupplier nanoTime) {
        this.running = running;
        this.slots = slots;
        this.nanoTime = nanoTime;
    }

    @Override
    public Duration step() {
        List<ActiveRun> held = held();
        logged.retainAll(held);
        held.stream().filter(logged::add).forEach(this::log);
        return PAUSE;
    }

    /** That no slot is left, in one line; while one is, this process goes on by it. */
    public Optional<String> problem() {
        List<ActiveRun> held = held();
        if (held.size() < slots) {
            return Optional.empty();
        }
        String types = held.stream()
                .map(run -> run.job().type().value())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return Optional.of("all slots (" + slots + ") are held by handlers that were told to end and did not (type "
                + types + ")");
    }

    private List<ActiveRun> held() {
        return running.outlivedSince(nanoTime.getAsLong() - PATIENCE.toNanos());
    }

    private void log(ActiveRun run) {
        Job job = run.job();
        LOG.warn(
                "the handler of {} job {} was told to end and did not: it holds one of {} slots",
                job.type(),
                job.id(),
                slots,
                run.whereabouts());
    }
}
