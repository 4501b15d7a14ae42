package io.allyourbase.jobs.testing.kit;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Signal;
import io.allyourbase.jobs.engine.outcome.Handovers;
import io.allyourbase.jobs.engine.outcome.OutcomeBatcher;
import io.allyourbase.jobs.engine.run.Alarm;
import io.allyourbase.jobs.engine.run.RunExecutor;
import io.allyourbase.jobs.engine.run.RunningJobs;
import io.allyourbase.jobs.engine.tick.ScheduleTicker;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The engine's parts without its loops: what these would do by and by is done here at once, in the caller's thread. */
final class Drain {
    private static final int MOST_RUNS = 10_000;
    private static final WorkerId WORKER = new WorkerId("test");
    private static final Duration LEASE = JobsConfig.DEFAULT.leaseDuration();
    private static final RandomGenerator NO_JITTER = () -> 0;

    private final Store store;
    private final Store.Work work;
    private final Handlers handlers;
    private final Set<QueueName> queues;
    private final OutcomeBatcher outcomes;
    private final Handovers handovers;
    private final RunExecutor executor;
    private final ScheduleTicker ticker;
    private final List<TestRun> runs = new ArrayList<>();
    private @Nullable Throwable thrown;

    /** @param queues those known so far, in the order in which they are served; this adds to them */
    Drain(Store store, Store.Work work, Handlers handlers, Set<QueueName> queues) {
        this.store = store;
        this.work = work;
        this.handlers = handlers;
        this.queues = queues;
        Events events = new Events(List.of(this::heard));
        RunningJobs running = new RunningJobs();
        this.outcomes =
                new OutcomeBatcher(work.outcomes(), work.runs(), events, new Signal(), running::remove, this::held);
        this.handovers = new Handovers(work.runs(), outcomes, new Signal());
        RunExecutor.Links links = new RunExecutor.Links(
                running, work.runs(), outcomes, handovers, events, new Signal(), new Signal(), new Alarm(new Signal()));
        // Time stands still: whether a handler is fast, or its lease near its end, is no matter of a test.
        this.executor =
                new RunExecutor(handlers, links, new RunExecutor.Capacity(1, Runnable::run), () -> 0, NO_JITTER);
        this.ticker = new ScheduleTicker(work.ticks(), events, JobsConfig.DEFAULT.schedulerTick());
    }

    List<TestRun> run() {
        for (List<Job> next = claim(); !next.isEmpty(); next = claim()) {
            executor.start(next, 0, LEASE.toNanos());
            handovers.step();
            outcomes.step();
            if (thrown instanceof AssertionError ofTest) {
                throw ofTest;
            }
        }
        return List.copyOf(runs);
    }

    /** One at a time: what a handler enqueues may be more urgent than what is due already. */
    private List<Job> claim() {
        fireDue();
        queues.addAll(work.wakeups().await(Duration.ZERO));
        Claims.Request request = new Claims.Request(WORKER, List.copyOf(queues), handlers.types(), 1, LEASE);
        if (runs.size() >= MOST_RUNS
                && work.claims().untilNextDue(request).filter(Duration::isZero).isPresent()) {
            throw new JobsException(MOST_RUNS + " runs were made and jobs are still due, the last run: "
                    + runs.get(runs.size() - 1) + "; does a handler enqueue its own job again, or snooze for no time?");
        }
        return work.claims().claim(request);
    }

    private void fireDue() {
        while (work.ticks().untilNextDue().filter(Duration::isZero).isPresent()) {
            ticker.step();
        }
    }

    private void heard(JobEvent event) {
        if (event instanceof JobEvent.RunStarted) {
            thrown = null;
        } else if (event instanceof JobEvent.RunThrew threw) {
            thrown = threw.cause();
        } else if (event instanceof JobEvent.RunWritten written) {
            Job after = store.admin().find(written.job().id()).orElseThrow();
            runs.add(new TestRun(after, written.end(), Optional.ofNullable(thrown)));
        }
    }

    private void held(Job job, Event.ByOwner outcome) {
        handovers.hold(job, outcome);
    }
}
