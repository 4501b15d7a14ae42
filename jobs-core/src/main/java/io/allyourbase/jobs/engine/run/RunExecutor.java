package io.allyourbase.jobs.engine.run;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Signal;
import io.allyourbase.jobs.engine.loop.Tally;
import io.allyourbase.jobs.engine.outcome.Handovers;
import io.allyourbase.jobs.engine.outcome.OutcomeBatcher;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.PermanentFailure;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.port.Runs;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Runs claimed jobs, so many at once, and hands their outcomes on. Whatever a handler does, it goes on. Where handlers
 * are fast, more jobs than that wait here, so that a claim can fetch many; none waits long.
 */
public final class RunExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(1).toNanos();

    private final Handlers handlers;
    private final Links links;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final Pace pace;
    private final Slots slots;

    /** What a run is told, and whom it tells. */
    public record Links(
            RunningJobs running,
            Runs runs,
            OutcomeBatcher outcomes,
            Handovers handovers,
            Events events,
            Signal slotFreed,
            Signal shortOfThreads,
            Alarm alarm) {}

    /** How many handlers at once, and on which threads. */
    public record Capacity(int slots, Executor threads) {}

    public RunExecutor(
            Handlers handlers, Links links, Capacity capacity, LongSupplier nanoTime, RandomGenerator random) {
        this.handlers = handlers;
        this.links = links;
        this.nanoTime = nanoTime;
        this.random = random;
        this.pace = new Pace(capacity.slots);
        this.slots = new Slots(capacity.slots, capacity.threads, new Calls(), this::slotFreed);
    }

    /** Runs that wait or are at work. */
    public Tally inHand() {
        return slots.inHand();
    }

    /** The runs that this process holds, as far as it knows. */
    public Set<RunId> known() {
        return links.running.known();
    }

    /** How many more jobs it takes; none until at most half of those that may wait do. */
    public int room() {
        int ahead = pace.ahead();
        return slots.waiting() > ahead / 2
                ? 0
                : slots.size() + ahead - slots.inHand().count();
    }

    /** How many jobs beyond those at work are worth the memory that they take. */
    public long worthHolding() {
        return pace.worthHolding();
    }

    private void slotFreed() {
        if (slots.waiting() <= pace.ahead() / 2) {
            links.slotFreed.raise();
        }
    }

    /**
     * Takes claimed jobs.
     *
     * @param askedAt when they were asked for, by the monotonic clock
     * @param leaseEndsAt no later than their leases do
     * @throws JobsException when there was no thread for them: those that none has taken go back
     */
    public void start(List<Job> jobs, long askedAt, long leaseEndsAt) {
        pace.claimed(
                jobs.size(),
                jobs.stream().mapToLong(job -> job.payload().json().length()).sum());
        List<ActiveRun> runs =
                jobs.stream().map(job -> run(job, askedAt, leaseEndsAt)).toList();
        hold(runs);
        try {
            slots.start(pace.threads(runs.size()));
        } catch (RuntimeException | Error e) {
            giveBackWaiting();
            throw new JobsException("there is no thread to run jobs on (" + e.getMessage() + "); they go back", e);
        }
        if (isShortOfThreads()) {
            links.shortOfThreads.raise();
        }
    }

    /** Whether runs wait although slots are free. */
    boolean isShortOfThreads() {
        return slots.isShortOfThreads();
    }

    /** The run that has waited longest. */
    @Nullable
    ActiveRun oldest() {
        return slots.oldest();
    }

    /** Starts as many threads as those that wait are worth by now. */
    void startMore() {
        slots.start(pace.threads(slots.waiting()));
    }

    /** Starts a thread in each free slot. */
    void startAll() {
        slots.start(slots.size());
    }

    private ActiveRun run(Job job, long askedAt, long leaseEndsAt) {
        return new ActiveRun(job, handlers.find(job.type()).orElseThrow(), links.runs, askedAt, leaseEndsAt);
    }

    /** All of them, or none when it throws: a lease of one that nobody runs would be kept for ever. */
    private void hold(List<ActiveRun> runs) {
        try {
            runs.forEach(links.running::add);
            slots.add(runs);
        } catch (RuntimeException | Error e) {
            runs.forEach(this::forget);
            throw e;
        }
    }

    private void forget(ActiveRun run) {
        links.running.remove(run.job().run());
    }

    /** Takes claimed jobs as {@link #start} does, but runs none: they go back. */
    public void giveBack(List<Job> jobs, long askedAt, long leaseEndsAt) {
        for (Job job : jobs) {
            ActiveRun run = run(job, askedAt, leaseEndsAt);
            links.running.add(run);
            giveBack(run);
        }
    }

    private void giveBack(ActiveRun run) {
        try {
            decide(run, new Event.Release(run.job().fence()));
        } catch (RuntimeException | Error e) {
            // Nobody else would: its lease will end.
            forget(run);
            throw e;
        }
    }

    private final class Calls implements Slots.Body {
        @Override
        public boolean begin(ActiveRun run, Thread thread) {
            long now = nanoTime.getAsLong();
            if (!mayBegin(run, now)) {
                decide(run, new Event.Release(run.job().fence()));
                return false;
            }
            links.events.emit(new JobEvent.RunStarted(run.job()));
            if (run.job().repeatsRecovered()) {
                links.events.emit(new JobEvent.RunRepeated(run.job()));
            }
            run.begin(now, thread);
            OptionalLong timeoutAt = run.timeoutAt();
            if (timeoutAt.isPresent()) {
                links.alarm.expect(timeoutAt.getAsLong());
            }
            return true;
        }

        @Override
        public void finish(ActiveRun run) {
            Event.ByOwner outcome;
            try {
                Job job = run.job();
                outcome = Verdict.of(job.fence(), run.handler().handler().handle(job.payload(), run));
            } catch (Throwable e) {
                outcome = failed(run, e);
            } finally {
                run.end();
            }
            pace.took(nanoTime.getAsLong() - run.begunAt());
            decide(run, outcome);
        }

        @Override
        public void abandon(ActiveRun run, Throwable cause) {
            forget(run);
            run.end();
            LOG.error("run {} is left to its lease", run.job().run(), cause);
        }
    }

    /** It has waited, and for long where the process stood still meanwhile: another may be at work on its job. */
    private boolean mayBegin(ActiveRun run, long now) {
        if (now - run.leaseEndsAt() >= 0 && run.lose(now)) {
            links.events.emit(new JobEvent.RunLeaseLost(run.job().run()));
        }
        return run.stillOwner() && !run.isDecided();
    }

    private Event.ByOwner failed(ActiveRun run, Throwable cause) {
        log(run.job(), cause);
        links.events.emit(new JobEvent.RunThrew(run.job(), cause));
        return Verdict.of(run, cause, random);
    }

    private static void log(Job job, Throwable cause) {
        try {
            boolean isLast = cause instanceof PermanentFailure || job.attempts().spent();
            LOG.atLevel(isLast ? Level.WARN : Level.INFO)
                    .setCause(cause)
                    .log(
                            "{} job {} failed in attempt {}",
                            job.type(),
                            job.id(),
                            job.attempts().used());
        } catch (Throwable e) {
            // It is not ours, and printing it may fail in any way. The verdict says what can be said of it.
        }
    }

    private boolean decide(ActiveRun run, Event.ByOwner outcome) {
        if (!run.decide()) {
            return false;
        }
        try {
            if (run.isHandedOver()) {
                links.handovers.submit(run.job(), Verdict.ifRolledBack(run, outcome, random));
            } else {
                links.outcomes.submit(run.job(), outcome);
            }
        } catch (RuntimeException | Error e) {
            run.undecide();
            throw e;
        }
        return true;
    }

    /** Fails a run that took too long, without waiting for its handler to notice. */
    void timeOut(ActiveRun run) {
        if (decide(run, Verdict.timedOut(run, random))) {
            run.lose(nanoTime.getAsLong());
        }
    }

    /** No more jobs wait here for a while: what brought them was too much. */
    public void stall() {
        pace.stalled();
    }

    /** Gives back the jobs that wait, when they have waited for so long that the handlers must have become slow. */
    public void giveBackStale() {
        @Nullable ActiveRun oldest = slots.oldest();
        if (oldest != null && nanoTime.getAsLong() - oldest.takenAt() > LONGEST_WAIT_NANOS) {
            pace.stalled();
            giveBackWaiting();
        }
    }

    /** Gives back the jobs that no handler has begun. */
    public void giveBackWaiting() {
        for (ActiveRun run = slots.poll(); run != null; run = slots.poll()) {
            try {
                giveBack(run);
            } finally {
                slots.ended();
            }
        }
    }

    /** Interrupts every handler at work. */
    public void interruptAll() {
        links.running.all().forEach(ActiveRun::stop);
    }

    /** Gives back the jobs of handlers that did not end when they were asked to. */
    public void releaseAll() {
        for (ActiveRun run : links.running.all()) {
            if (decide(run, new Event.Release(run.job().fence()))) {
                run.lose(nanoTime.getAsLong());
            }
        }
    }
}
