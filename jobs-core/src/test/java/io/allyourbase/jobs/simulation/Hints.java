package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.Wakeups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** A store's hints on their way to a node: lost, doubled and late. */
final class Hints implements Wakeups {
    private static final Duration LATEST = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final Wakeups wakeups;
    private final List<Hint> underWay = new ArrayList<>();

    Hints(Cluster cluster, Wakeups wakeups) {
        this.cluster = cluster;
        this.wakeups = wakeups;
    }

    private record Hint(QueueName queue, long arrivesAt) {}

    /** Takes what the store says now. */
    void send() {
        Chance chance = cluster.chance();
        Faults faults = cluster.faults();
        for (QueueName queue : wakeups.await(Duration.ZERO)) {
            if (!chance.happens(faults.hintLost())) {
                send(queue);
            }
            if (chance.happens(faults.hintDoubled())) {
                send(queue);
            }
        }
    }

    private void send(QueueName queue) {
        Chance chance = cluster.chance();
        Duration takes =
                chance.happens(cluster.faults().hintLate()) ? chance.upTo(LATEST) : chance.upTo(Duration.ofMillis(5));
        underWay.add(new Hint(queue, cluster.now() + takes.toNanos()));
    }

    /** When the next arrives. */
    long nextAt() {
        long next = Actor.NEVER;
        for (Hint hint : underWay) {
            next = Math.min(next, hint.arrivesAt());
        }
        return next;
    }

    @Override
    public Set<QueueName> await(Duration atMost) {
        if (cluster.isOut()) {
            throw Network.away();
        }
        Set<QueueName> arrived = new HashSet<>();
        for (Iterator<Hint> each = underWay.iterator(); each.hasNext(); ) {
            Hint hint = each.next();
            if (hint.arrivesAt() <= cluster.now()) {
                arrived.add(hint.queue());
                each.remove();
            }
        }
        return arrived;
    }

    @Override
    public void close() {
        wakeups.close();
    }
}
