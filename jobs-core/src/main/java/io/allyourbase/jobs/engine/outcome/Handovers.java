package io.allyourbase.jobs.engine.outcome;

import io.allyourbase.jobs.engine.loop.Signal;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.port.Runs;
import io.allyourbase.jobs.port.Runs.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Where outcomes wait while other transactions hold their jobs: those of handlers that were to complete them, which then
 * need nothing more, or somebody's whom the batcher ran into. They go on to the batcher, but not before that transaction
 * has ended: it would hold up the whole batch.
 */
public final class Handovers implements Step {
    private static final int MOST_AT_ONCE = 1_000;
    private static final Duration UNTIL_SIGNALLED = Duration.ofHours(1);
    private static final Duration IN_DOUBT = Duration.ofMillis(100);

    private final Runs runs;
    private final OutcomeBatcher outcomes;
    private final Signal signal;
    private final Queue<Entry> arrived = new ConcurrentLinkedQueue<>();
    /** Those whose fate is to be asked for; only the loop's thread uses it. */
    private final List<Entry> open = new ArrayList<>();

    /** @param outcomes who writes what is still to be written */
    public Handovers(Runs runs, OutcomeBatcher outcomes, Signal signal) {
        this.runs = runs;
        this.outcomes = outcomes;
        this.signal = signal;
    }

    private record Entry(Job job, Event.ByOwner outcome, boolean isOfHandler) {}

    /**
     * Takes a run that has ended. Never waits.
     *
     * @param otherwise what is to be written when the handler's transaction did not complete it
     */
    public void submit(Job job, Event.ByOwner otherwise) {
        add(new Entry(job, otherwise, true));
    }

    /** Takes from the batcher an outcome whose job another transaction holds. Never waits. */
    public void hold(Job job, Event.ByOwner outcome) {
        add(new Entry(job, outcome, false));
    }

    private void add(Entry entry) {
        outcomes.unwritten().add(1);
        arrived.add(entry);
        signal.raise();
    }

    @Override
    public Duration step() {
        while (open.size() < MOST_AT_ONCE && !arrived.isEmpty()) {
            open.add(arrived.remove());
        }
        if (open.isEmpty()) {
            return UNTIL_SIGNALLED;
        }
        Map<RunId, Fate> fates =
                runs.fates(open.stream().map(entry -> entry.job.run()).toList());
        open.removeIf(entry -> isEnded(entry, fates.getOrDefault(entry.job.run(), Fate.LOST)));
        return open.isEmpty() ? Duration.ZERO : IN_DOUBT;
    }

    private boolean isEnded(Entry entry, Fate fate) {
        if (fate == Fate.IN_DOUBT) {
            return false;
        }
        if (fate == Fate.COMPLETED && entry.isOfHandler) {
            outcomes.written(entry.job, new Event.Complete(entry.job.fence(), ""));
        } else {
            // The batcher finds out by itself that it is lost, or was written before, and tells.
            outcomes.submit(entry.job, entry.outcome);
        }
        outcomes.unwritten().add(-1);
        return true;
    }
}
