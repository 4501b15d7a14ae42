package io.allyourbase.jobs.engine;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.engine.dispatch.Dispatcher;
import io.allyourbase.jobs.engine.dispatch.WakeupListener;
import io.allyourbase.jobs.engine.lease.LeaseKeeper;
import io.allyourbase.jobs.engine.lease.LeaseRecovery;
import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.engine.loop.Loops;
import io.allyourbase.jobs.engine.loop.Signal;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.engine.loop.Tally;
import io.allyourbase.jobs.engine.loop.Threads;
import io.allyourbase.jobs.engine.outcome.Handovers;
import io.allyourbase.jobs.engine.outcome.OutcomeBatcher;
import io.allyourbase.jobs.engine.run.Alarm;
import io.allyourbase.jobs.engine.run.CancelRequests;
import io.allyourbase.jobs.engine.run.Deadlines;
import io.allyourbase.jobs.engine.run.HeldSlots;
import io.allyourbase.jobs.engine.run.Reinforcement;
import io.allyourbase.jobs.engine.run.RunExecutor;
import io.allyourbase.jobs.engine.run.RunningJobs;
import io.allyourbase.jobs.engine.tick.Incidents;
import io.allyourbase.jobs.engine.tick.PresenceBeat;
import io.allyourbase.jobs.engine.tick.RetentionSweep;
import io.allyourbase.jobs.engine.tick.ScheduleTicker;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.event.JobEventListener;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Presence;
import io.allyourbase.jobs.port.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs in this process: claims what is due, runs it, writes what came of it, keeps its leases, takes back those of
 * dead workers, makes the jobs of schedules, and keeps the history in order. Goes on by itself when the database was
 * away. When the process dies, other engines take its jobs back once their leases end. Safe for use by many threads.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);
    private static final Duration LAST_WRITES = Duration.ofSeconds(5);
    /** A store gives up after ten seconds what it has no answer to, and what a claim brought is to be given back. */
    private static final Duration LAST_ANSWER = Duration.ofSeconds(12);

    private static final Duration LAST_WORD = Duration.ofSeconds(2);
    private static final Duration UNTIL_SIGNALLED = Duration.ofHours(1);

    private final Store.Work work;
    private final JobsConfig config;
    private final EngineOptions options;
    private final Loop.Setting setting;
    private final RunningJobs running = new RunningJobs();
    private final Signal slotFreed = new Signal();
    private final Signal shortOfThreads = new Signal();
    private final OutcomeBatcher outcomes;
    private final Handovers handovers;
    private final RunExecutor executor;
    private final HeldSlots heldSlots;
    private final Incidents incidents = new Incidents();
    private final PresenceBeat presence;
    private volatile @Nullable Dispatcher dispatcher;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Those that bring new work, and those that finish what is there. */
    private final Loops intake;

    private final Loops finish;

    private Engine(Store.Work work, Handlers handlers, JobsConfig config, EngineOptions options, Threads threads) {
        this.work = work;
        this.config = config;
        this.options = options;
        List<JobEventListener> listeners = new ArrayList<>(options.listeners());
        listeners.add(incidents);
        listeners.add(this::expectBack);
        Events events = new Events(listeners);
        this.setting = new Loop.Setting(threads, events, options.random());
        this.intake = new Loops(setting);
        this.finish = new Loops(setting);
        Signal outcomeReady = new Signal();
        Signal handedOver = new Signal();
        Signal deadlineSet = new Signal();
        Alarm alarm = new Alarm(deadlineSet);
        this.outcomes =
                new OutcomeBatcher(work.outcomes(), work.runs(), events, outcomeReady, this::settled, this::held);
        this.handovers = new Handovers(work.runs(), outcomes, handedOver);
        RunExecutor.Links links = new RunExecutor.Links(
                running, work.runs(), outcomes, handovers, events, slotFreed, shortOfThreads, alarm);
        RunExecutor.Capacity capacity = new RunExecutor.Capacity(config.workerConcurrency(), threads.perRun());
        this.executor = new RunExecutor(handlers, links, capacity, options.nanoTime(), options.random());
        this.heldSlots = new HeldSlots(running, capacity.slots(), options.nanoTime());
        this.presence = new PresenceBeat(work.presence(), asSeen(handlers), incidents, setting);
        try {
            startUpkeep();
            if (!handlers.types().isEmpty()) {
                startRuns(handlers, outcomeReady, handedOver, deadlineSet, alarm);
            }
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    /** Nobody else can: who starts it gets none. */
    private void closeAfter(Throwable cause) {
        try {
            close();
        } catch (RuntimeException | Error e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Starts an engine, which works until it is closed. With {@code config.enabled()} false it starts nothing.
     *
     * @param work of a store that is migrated; this engine's own
     */
    public static Engine start(Store.Work work, Handlers handlers, JobsConfig config, EngineOptions options) {
        return start(work, handlers, config, options, Threads.daemons("ayb-jobs"));
    }

    static Engine start(Store.Work work, Handlers handlers, JobsConfig config, EngineOptions options, Threads threads) {
        return new Engine(work, handlers, config, options, threads);
    }

    /** The name under which it holds leases. */
    public WorkerId worker() {
        return options.worker();
    }

    private void startRuns(Handlers handlers, Signal outcomeReady, Signal handedOver, Signal deadlineSet, Alarm alarm) {
        if (!config.enabled()) {
            return;
        }
        Duration lease = config.leaseDuration();
        Events events = setting.events();
        finish.start("outcomes", outcomes, outcomeReady);
        finish.start("handovers", handovers, handedOver);
        finish.start(
                "leases",
                new LeaseKeeper(work.leases(), work.runs(), running, events, options.nanoTime(), lease),
                new Signal());
        finish.start(
                "deadlines",
                new Deadlines(running, executor, events, alarm, options.nanoTime(), lease.dividedBy(6)),
                deadlineSet);
        CancelRequests cancels = new CancelRequests(running, work.runs(), events, options.nanoTime());
        finish.start("cancels", cancels, new Signal());
        Dispatcher claiming = new Dispatcher(
                new Dispatcher.Links(work.claims(), executor, outcomes),
                options.queues(),
                slice -> new Claims.Request(worker(), slice.queues(), handlers.types(), slice.limit(), lease),
                config,
                setting,
                options.nanoTime());
        dispatcher = claiming;
        intake.start("threads", new Reinforcement(executor, options.nanoTime()), shortOfThreads);
        intake.start("slots", heldSlots, new Signal());
        intake.start("presence", presence, new Signal());
        intake.start(
                "wakeups", new WakeupListener(work.wakeups(), options.queues(), claiming, slotFreed), new Signal());
        // Last: a start that fails has claimed nothing.
        intake.start("dispatcher", claiming, slotFreed);
    }

    private void settled(RunId run) {
        running.remove(run);
        slotFreed.raise();
    }

    private void expectBack(JobEvent event) {
        @Nullable Dispatcher claiming = dispatcher;
        if (claiming != null && event instanceof JobEvent.RunWritten written && written.state() == JobState.QUEUED) {
            claiming.expect(written.outcome());
            slotFreed.raise();
        }
    }

    private void held(Job job, Event.ByOwner outcome) {
        handovers.hold(job, outcome);
    }

    private Presence.Worker asSeen(Handlers handlers) {
        return new Presence.Worker(
                worker(), Set.copyOf(options.queues()), handlers.types(), config.workerConcurrency());
    }

    private void startUpkeep() {
        if (!config.enabled()) {
            return;
        }
        intake.start("recovery", new LeaseRecovery(work.leases(), setting, config.leaseDuration()), new Signal());
        intake.start("retention", new RetentionSweep(work.retention(), options.retention(), setting), new Signal());
        if (config.schedulerEnabled()) {
            ScheduleTicker ticker = new ScheduleTicker(work.ticks(), setting.events(), config.schedulerTick());
            intake.start("scheduler", ticker, new Signal());
        }
    }

    /** What keeps it from its work just now, in one line; empty when all its loops go round and a slot can be had. */
    public Optional<String> problem() {
        return intake.problem().or(finish::problem).or(heldSlots::problem);
    }

    /**
     * Stops claiming, waits for handlers for the grace, interrupts those still at work, writes what came of all, and
     * gives the rest back, due at once and with their attempt. Takes little longer than the grace; where the database
     * does not answer, some twenty seconds. An interrupt of the thread that calls it ends the grace, and nothing else.
     * Further calls do nothing.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        long begun = options.nanoTime().getAsLong();
        work.wakeups().close();
        stopClaiming();
        // Those that failed often would wait for longer than there is time.
        finish.hurry();
        executor.giveBackWaiting();
        Threads threads = setting.threads();
        if (!threads.awaitZero(executor.inHand(), left(options.shutdownGrace(), begun))) {
            executor.interruptAll();
            threads.awaitZeroUninterruptibly(executor.inHand(), AFTER_INTERRUPT);
            executor.releaseAll();
        }
        threads.awaitZeroUninterruptibly(outcomes.unwritten(), lastWrites(begun));
        leave();
        finish.close();
    }

    /** What is to be done about the last claim is done beside all that follows, if there is a thread for it. */
    private void stopClaiming() {
        Dispatcher last = dispatcher;
        if (last == null) {
            intake.close();
            return;
        }
        last.stop();
        intake.close();
        if (!isStarted("last claim", last::settle)) {
            settleHere(last);
        }
    }

    /** Whether there was a thread for it: what closes goes on without. */
    private boolean isStarted(String name, Step step) {
        try {
            finish.start(name, step, new Signal());
            return true;
        } catch (RuntimeException | Error e) {
            LOG.warn("there is no thread for the {} ({}); closing goes on without", name, e.getMessage());
            return false;
        }
    }

    private static void settleHere(Dispatcher last) {
        try {
            last.settle();
        } catch (RuntimeException | Error e) {
            LOG.warn("what the last claim took could not be looked for: {}", e.getMessage());
            LOG.debug("why it could not", e);
        }
    }

    private Duration lastWrites(long begun) {
        Dispatcher last = dispatcher;
        Duration answer = left(LAST_ANSWER, begun);
        boolean isLonger = last != null && last.isAtWork() && answer.compareTo(LAST_WRITES) > 0;
        return isLonger ? answer : LAST_WRITES;
    }

    private Duration left(Duration of, long since) {
        long left = of.toNanos() - (options.nanoTime().getAsLong() - since);
        return Duration.ofNanos(Math.max(0, left));
    }

    /** A word of courtesy, and not to be waited for: those who look would find out by themselves. */
    private void leave() {
        Tally unsaid = new Tally();
        unsaid.add(1);
        if (config.enabled() && isStarted("farewell", () -> sayFarewell(unsaid))) {
            setting.threads().awaitZeroUninterruptibly(unsaid, LAST_WORD);
        }
    }

    private Duration sayFarewell(Tally unsaid) {
        try {
            presence.leave();
        } catch (JobsException e) {
            LOG.debug("could not say that {} is going", worker(), e);
        } finally {
            unsaid.add(-1);
        }
        return UNTIL_SIGNALLED;
    }
}
