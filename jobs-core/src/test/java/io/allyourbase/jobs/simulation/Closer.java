package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Job;

/** Closes an engine in order. */
final class Closer extends Actor {
    private final Cluster cluster;
    private final Node node;
    private boolean isDone;

    Closer(Cluster cluster, Node node) {
        this.cluster = cluster;
        this.node = node;
    }

    @Override
    long readyAt() {
        return node.afterThaw(0);
    }

    @Override
    boolean isGone() {
        return isDone || node.isGone();
    }

    @Override
    void act() {
        isDone = true;
        long begun = cluster.now();
        cluster.trace().note(node, "closes", "");
        try {
            node.close();
        } catch (Crash e) {
            return;
        }
        cluster.trace().note(node, "is closed", "");
        if (cluster.hinderedAt(node) < begun - LeasesRule.COMES_BACK.toNanos()) {
            cluster.store().jobs().forEach(this::checkNotHeld);
        }
    }

    private void checkNotHeld(Job job) {
        boolean isHeld = job.lease()
                .filter(lease -> lease.worker().equals(node.worker()))
                .isPresent();
        if (isHeld) {
            cluster.judge().broken(new Broken(Promise.CLOSING_LEAVES_NOTHING, node + " left " + job));
        }
    }
}
