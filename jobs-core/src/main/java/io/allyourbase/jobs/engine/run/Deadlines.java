package io.allyourbase.jobs.engine.run;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.event.JobEvent;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Ends runs that take longer than their type may, and those whose lease could not be kept: these before the lease ends,
 * so that no other owner can have started.
 */
public final class Deadlines implements Step {
    private static final long LONGEST_WAIT = Duration.ofSeconds(1).toNanos();

    private final RunningJobs running;
    private final RunExecutor executor;
    private final Events events;
    private final Alarm alarm;
    private final LongSupplier nanoTime;
    private final long margin;

    /**
     * @param alarm what rings when a deadline is sooner than the next look
     * @param margin how long before a lease's end its run must be told
     */
    public Deadlines(
            RunningJobs running,
            RunExecutor executor,
            Events events,
            Alarm alarm,
            LongSupplier nanoTime,
            Duration margin) {
        this.running = running;
        this.executor = executor;
        this.events = events;
        this.alarm = alarm;
        this.nanoTime = nanoTime;
        this.margin = margin.toNanos();
    }

    @Override
    public Duration step() {
        alarm.looking();
        long now = nanoTime.getAsLong();
        // Often enough that a lease taken right after this look is seen well within its margin.
        long next = Math.min(LONGEST_WAIT, margin / 2);
        for (ActiveRun run : running.all()) {
            if (!run.isDecided()) {
                next = Math.min(next, check(run, now));
            }
        }
        alarm.set(now + next);
        return Duration.ofNanos(next);
    }

    /** How long until the run must be looked at again. */
    private long check(ActiveRun run, long now) {
        long lease = run.leaseEndsAt() - margin - now;
        if (lease <= 0 && run.lose(now)) {
            events.emit(new JobEvent.RunLeaseLost(run.job().run()));
        }
        long timeout = run.timeoutAt().isPresent() ? run.timeoutAt().getAsLong() - now : Long.MAX_VALUE;
        if (timeout <= 0) {
            executor.timeOut(run);
            return Long.MAX_VALUE;
        }
        return Math.min(timeout, lease > 0 ? lease : Long.MAX_VALUE);
    }
}
