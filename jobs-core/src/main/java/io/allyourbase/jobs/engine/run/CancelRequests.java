package io.allyourbase.jobs.engine.run;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.port.Runs;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Tells handlers that an operator wants their job canceled. Asks the database only about runs that have been at work for
 * a second: nobody can ask sooner, and where all handlers are fast there is nothing to ask.
 */
public final class CancelRequests implements Step {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 1_000;

    private final RunningJobs running;
    private final Runs runs;
    private final Events events;
    private final LongSupplier nanoTime;

    public CancelRequests(RunningJobs running, Runs runs, Events events, LongSupplier nanoTime) {
        this.running = running;
        this.runs = runs;
        this.events = events;
        this.nanoTime = nanoTime;
    }

    @Override
    public Duration step() {
        long since = nanoTime.getAsLong() - PAUSE.toNanos();
        List<ActiveRun> atWork =
                running.all().stream().filter(run -> run.isToBeToldSince(since)).toList();
        for (int from = 0; from < atWork.size(); from += MOST_AT_ONCE) {
            tell(atWork.subList(from, Math.min(atWork.size(), from + MOST_AT_ONCE)));
        }
        return PAUSE;
    }

    private void tell(List<ActiveRun> some) {
        Set<RunId> asked =
                runs.cancelAsked(some.stream().map(run -> run.job().run()).toList());
        for (ActiveRun run : some) {
            if (asked.contains(run.job().run())) {
                run.askCancel();
                events.emit(new JobEvent.CancelAsked(run.job()));
            }
        }
    }
}
