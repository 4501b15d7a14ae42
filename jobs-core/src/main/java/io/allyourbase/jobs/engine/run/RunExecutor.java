package io.allyourbase.jobs.engine.run;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Signal;
import io.allyourbase.jobs.engine.loop.Tally;
import io.allyourbase.jobs.engine.outcome.OutcomeBatcher;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.lifecycle.Event;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs claimed jobs, each on a thread of its own, and hands their outcomes on. Whatever a handler does, it goes on. */
public final class RunExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);

    private final Handlers handlers;
    private final RunningJobs running;
    private final OutcomeBatcher outcomes;
    private final Executor threads;
    private final Events events;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final Signal slotFreed;
    private final Signal deadlineSet;
    private final Tally busy = new Tally();

    /** What a run is told, and whom it tells. */
    public record Links(
            RunningJobs running, OutcomeBatcher outcomes, Events events, Signal slotFreed, Signal deadlineSet) {}

    public RunExecutor(
            Handlers handlers, Links links, Executor threads, LongSupplier nanoTime, RandomGenerator random) {
        this.handlers = handlers;
        this.running = links.running;
        this.outcomes = links.outcomes;
        this.events = links.events;
        this.slotFreed = links.slotFreed;
        this.deadlineSet = links.deadlineSet;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** Handlers at work. */
    public Tally busy() {
        return busy;
    }

    /** Starts a run whose lease ends, by the monotonic clock, no sooner than given. */
    public void start(Job job, long leaseEndsAt) {
        Handlers.Bound handler = handlers.find(job.type()).orElseThrow();
        OptionalLong timeoutAt = handler.timeout()
                .map(limit -> OptionalLong.of(nanoTime.getAsLong() + limit.toNanos()))
                .orElse(OptionalLong.empty());
        ActiveRun run = new ActiveRun(job, leaseEndsAt, timeoutAt);
        running.add(run);
        busy.add(1);
        deadlineSet.raise();
        try {
            threads.execute(() -> run(run, handler));
        } catch (Throwable e) {
            LOG.error("no thread for job {}: it goes back", job.id(), e);
            finished(run, new Event.Release(job.fence()));
        }
    }

    private void run(ActiveRun run, Handlers.Bound handler) {
        Job job = run.job();
        events.emit(new JobEvent.RunStarted(job));
        Event.ByOwner outcome;
        run.begin();
        try {
            outcome = Verdict.of(job.fence(), handler.handler().handle(job.payload(), run));
        } catch (Throwable e) {
            LOG.info(
                    "{} job {} failed in attempt {}",
                    job.type(),
                    job.id(),
                    job.attempts().used(),
                    e);
            outcome = Verdict.of(run, e, handler.retryPolicy(), random);
        } finally {
            run.end();
        }
        finished(run, outcome);
    }

    private void finished(ActiveRun run, Event.ByOwner outcome) {
        if (run.decide()) {
            outcomes.submit(run.job(), outcome);
        }
        busy.add(-1);
        slotFreed.raise();
    }

    /** Fails a run that took too long, without waiting for its handler to notice. */
    void timeOut(ActiveRun run) {
        Handlers.Bound handler = handlers.find(run.job().type()).orElseThrow();
        String error = "timed out: the run took longer than "
                + handler.timeout().map(Duration::toString).orElse("");
        if (run.decide()) {
            outcomes.submit(run.job(), Verdict.failed(run.job(), error, handler.retryPolicy(), random));
            run.lose();
        }
    }

    /** Interrupts every handler at work. */
    public void interruptAll() {
        running.all().forEach(ActiveRun::stop);
    }

    /** Gives back the jobs of handlers that did not end when they were asked to. */
    public void releaseAll() {
        for (ActiveRun run : running.all()) {
            if (run.decide()) {
                run.lose();
                outcomes.submit(run.job(), new Event.Release(run.job().fence()));
            }
        }
    }
}
