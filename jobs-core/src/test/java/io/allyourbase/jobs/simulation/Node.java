package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.engine.Engine;
import io.allyourbase.jobs.engine.EngineOptions;
import io.allyourbase.jobs.engine.EngineStart;
import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.engine.loop.Tally;
import io.allyourbase.jobs.engine.loop.Threads;
import io.allyourbase.jobs.engine.run.Slot;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;

/** A real engine, and the node around it: its clock, its threads, its way to the store, and its death. */
final class Node implements Threads {
    private final Cluster cluster;
    private final WorkerId worker;
    private final Traits traits;
    private final Clocks.Local clock;
    private final Health health;
    private final Hints hints;
    private final Engine engine;
    private final Map<RunId, Plan> planned = new HashMap<>();
    private long thawsAt;
    private boolean isDead;
    private boolean isClosing;
    private boolean isClosed;
    private int busySlots;
    private long slotFreeSince;

    /** How it is set up. */
    record Traits(JobsConfig config, List<QueueName> queues, List<JobType> types, Duration grace) {}

    Node(Cluster cluster, WorkerId worker, Traits traits) {
        this.cluster = cluster;
        this.worker = worker;
        this.traits = traits;
        this.clock = cluster.clocks().local(cluster.chance());
        this.health = new Health(cluster.now());
        this.slotFreeSince = cluster.now();
        Store.Work local = cluster.store().store().work();
        this.hints = new Hints(cluster, local.wakeups());
        Mutation mutation = cluster.mutation();
        Store.Work remote = new Remote(cluster, this).work(mutation.inStore(local, cluster, this), hints);
        EngineOptions options = EngineOptions.builder()
                .worker(worker)
                .queues(traits.queues())
                .listener(event -> cluster.judge().heard(this, event))
                .shutdownGrace(traits.grace())
                .nanoTime(clock::nanoTime)
                .random(cluster.chance().split())
                .build();
        this.engine = EngineStart.on(
                this,
                mutation.inEngine(remote),
                JobTypes.handlers(this::handle, traits.types()),
                traits.config(),
                options);
    }

    private Outcome handle(String payload, Run run) throws InterruptedException {
        return Objects.requireNonNull(planned.get(run.job().run())).carriedOutIn(run);
    }

    @Override
    public Thread start(Loop loop) {
        cluster.world().add(new LoopActor(cluster, this, loop));
        return new Thread();
    }

    @Override
    public Executor perRun() {
        return slot -> {
            busySlots++;
            cluster.world().add(new SlotActor(cluster, this, (Slot) slot));
        };
    }

    void slotFreed() {
        if (busySlots == traits.config().workerConcurrency()) {
            slotFreeSince = cluster.now();
        }
        busySlots--;
    }

    @Override
    public boolean awaitZero(Tally tally, Duration atMost) {
        cluster.world().runWhile(() -> tally.count() > 0 && !isDead, atMost);
        awaitThaw();
        return tally.count() == 0;
    }

    @Override
    public boolean awaitZeroUninterruptibly(Tally tally, Duration atMost) {
        return awaitZero(tally, atMost);
    }

    /** Stops it for that long; its clock may stand still too, as in a machine that is suspended. */
    void freeze(Duration time, boolean clockToo) {
        thawsAt = cluster.now() + time.toNanos();
        health.hindered(thawsAt);
        if (clockToo) {
            clock.stoodStill(time);
        }
    }

    boolean isFrozen() {
        return thawsAt > cluster.now();
    }

    /** Returns when it is not stopped. @throws Crash when it is dead */
    void awaitThaw() {
        while (isFrozen() && !isDead) {
            cluster.world().runWhile(() -> !isDead, Duration.ofNanos(thawsAt - cluster.now()));
        }
        if (isDead) {
            throw new Crash();
        }
    }

    long afterThaw(long time) {
        return Math.max(time, thawsAt);
    }

    void crash() {
        isDead = true;
        hints.close();
    }

    /** Closes the engine, and the node ends with it. */
    void close() {
        isClosing = true;
        engine.close();
        isClosed = true;
    }

    boolean isClosing() {
        return isClosing;
    }

    boolean isDead() {
        return isDead;
    }

    /** Whether nothing of it acts any more. */
    boolean isGone() {
        return isDead || isClosed;
    }

    /** Since when it has had a free slot; never, when it has none. */
    long slotFreeSince() {
        return busySlots < traits.config().workerConcurrency() ? slotFreeSince : Actor.NEVER;
    }

    WorkerId worker() {
        return worker;
    }

    Traits traits() {
        return traits;
    }

    Clocks.Local clock() {
        return clock;
    }

    Health health() {
        return health;
    }

    Hints hints() {
        return hints;
    }

    Map<RunId, Plan> planned() {
        return planned;
    }

    @Override
    public String toString() {
        return worker.value();
    }
}
