package io.allyourbase.jobs.simulation;

import java.time.Duration;
import java.util.function.Supplier;

/** A statement that its node has given up, and that takes effect later, whatever becomes of the node. */
final class Straggler extends Actor {
    private final Cluster cluster;
    private final Statement statement;
    private final Supplier<?> effect;
    private final long arrivesAt;
    private boolean isOver;

    private Straggler(Cluster cluster, Statement statement, Supplier<?> effect) {
        this.cluster = cluster;
        this.statement = statement;
        this.effect = effect;
        // The store counts a lease from when the statement began: one that comes after its lease is recovery's.
        Duration latest = cluster.lease().dividedBy(2);
        this.arrivesAt = cluster.now() + cluster.chance().upTo(latest).toNanos();
    }

    static void send(Cluster cluster, Statement statement, Supplier<?> effect) {
        cluster.world().add(new Straggler(cluster, statement, effect));
    }

    @Override
    long readyAt() {
        return arrivesAt;
    }

    @Override
    void act() {
        isOver = true;
        // Its node could not know of it before, and may be closing just now.
        statement.node().health().hindered(cluster.now());
        cluster.judge().observe(statement, effect);
    }

    @Override
    boolean isGone() {
        return isOver;
    }
}
