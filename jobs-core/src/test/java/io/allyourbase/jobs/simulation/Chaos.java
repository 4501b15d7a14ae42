package io.allyourbase.jobs.simulation;

import java.time.Duration;
import java.util.List;

/** Stops, kills, closes and starts nodes, moves the store's clock, and cuts the store off. */
final class Chaos extends Actor {
    private static final int MOST = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_JUMP = Duration.ofMinutes(5);
    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final Chance chance;
    private long actsAt;

    Chaos(Cluster cluster) {
        this.cluster = cluster;
        this.chance = cluster.chance();
    }

    @Override
    long readyAt() {
        return actsAt;
    }

    @Override
    boolean isGone() {
        return cluster.isCalm();
    }

    @Override
    void act() {
        actsAt = cluster.now() + chance.upTo(LONGEST_PAUSE).toNanos();
        List<Node> alive = cluster.alive();
        if (alive.isEmpty() || (alive.size() < MOST && chance.oneIn(4))) {
            cluster.start();
            return;
        }
        disturb(chance.pick(alive));
    }

    private void disturb(Node node) {
        Faults faults = cluster.faults();
        switch (chance.between(0, 4)) {
            case 0 -> crash(node, faults);
            case 1 -> freeze(node, faults);
            case 2 -> jump(faults);
            case 3 -> out(faults);
            default -> close(node, faults);
        }
    }

    private void crash(Node node, Faults faults) {
        if (faults.crashes()) {
            cluster.trace().note(node, "is killed", "");
            node.crash();
        }
    }

    private void freeze(Node node, Faults faults) {
        if (faults.freezes() && !node.isFrozen()) {
            Duration time = chance.upTo(cluster.lease().multipliedBy(3));
            cluster.trace().note(node, "stops for", time);
            node.freeze(time, chance.oneIn(2));
        }
    }

    private void jump(Faults faults) {
        if (faults.jumps()) {
            Duration by = chance.between(LONGEST_JUMP.negated(), LONGEST_JUMP);
            cluster.trace().note("clock", "jumps", by);
            cluster.clocks().jump(by);
        }
    }

    private void out(Faults faults) {
        if (faults.outages()) {
            Duration time = chance.upTo(LONGEST_OUTAGE);
            cluster.trace().note("store", "is out for", time);
            cluster.out(time);
        }
    }

    private void close(Node node, Faults faults) {
        if (faults.closes() && !node.isClosing()) {
            cluster.world().add(new Closer(cluster, node));
        }
    }
}
