package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.simulation.Statement.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Between a node and the store: a statement takes its time, and may fail before or after it took effect. A claim may take
 * effect long after it failed.
 */
final class Network {
    private static final Duration LEAST = Duration.ofNanos(200_000);
    private static final Duration MOST = Duration.ofMillis(2);

    private final Cluster cluster;
    private final Node node;

    Network(Cluster cluster, Node node) {
        this.cluster = cluster;
        this.node = node;
    }

    <T> T call(Statement statement, Supplier<T> effect) {
        Health health = node.health();
        health.begins(cluster.now());
        try {
            travel();
            failSometimes(statement, "before", cluster.faults().failBefore());
            straggleSometimes(statement, effect);
            T answer = cluster.judge().observe(statement, effect);
            travel();
            failSometimes(statement, "after", cluster.faults().failAfter());
            return answer;
        } finally {
            health.ended(cluster.now());
        }
    }

    /** What an engine hears when it does not reach the store. */
    static QueueUnavailable away() {
        return new QueueUnavailable("the database is not available: connection reset", new IOException());
    }

    /** Time in which others act, and this node may stop or die. */
    private void travel() {
        Faults faults = cluster.faults();
        Chance chance = cluster.chance();
        boolean isSlow = chance.happens(faults.slow());
        cluster.world().pass(isSlow ? chance.upTo(faults.slowest()) : chance.between(LEAST, MOST));
        node.awaitThaw();
    }

    private void straggleSometimes(Statement statement, Supplier<?> effect) {
        if (statement.kind() == Kind.CLAIM
                && cluster.chance().happens(cluster.faults().late())) {
            node.health().hindered(cluster.now());
            cluster.trace().note(node, "gives up", statement.kind());
            Straggler.send(cluster, statement, effect);
            throw away();
        }
    }

    private void failSometimes(Statement statement, String when, int thousandths) {
        Chance chance = cluster.chance();
        if (chance.happens(cluster.faults().crash())) {
            cluster.trace().note(node, "crashes " + when, statement.kind());
            node.crash();
            node.awaitThaw();
        }
        if (cluster.isOut() || chance.happens(thousandths)) {
            node.health().hindered(cluster.now());
            cluster.trace().note(node, "fails " + when, statement.kind());
            throw chance.oneIn(4) ? refused() : away();
        }
    }

    /** What it hears when the store is not itself: a table that is missing for a while, a right, a damaged page. */
    private static JobsException refused() {
        return new JobsException("the database refused a statement");
    }
}
