package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.engine.run.Slot;
import io.allyourbase.jobs.job.RunId;
import org.jspecify.annotations.Nullable;

/** A thread that calls handlers. Each takes the time that its plan says, or ends soon after it is interrupted. */
final class SlotActor extends Actor {
    private final Cluster cluster;
    private final Node node;
    private final Slot slot;
    /** Never started: it only knows whether it was interrupted. */
    private Thread thread = new Thread();

    private @Nullable Plan plan;
    private long endsAt;
    private boolean isOver;

    SlotActor(Cluster cluster, Node node, Slot slot) {
        this.cluster = cluster;
        this.node = node;
        this.slot = slot;
    }

    @Override
    long readyAt() {
        if (plan == null) {
            return node.afterThaw(0);
        }
        return node.afterThaw(plan.heeds() && thread.isInterrupted() ? 0 : endsAt);
    }

    @Override
    void act() {
        if (plan == null) {
            begin();
        } else {
            finish(plan);
        }
    }

    private void begin() {
        thread = new Thread();
        isOver = !slot.begin(thread);
        if (isOver) {
            node.slotFreed();
            return;
        }
        Plan next = cluster.plans().next(slot.current().job());
        plan = next;
        endsAt = next.takes().isPresent() ? cluster.now() + next.takes().get().toNanos() : NEVER;
    }

    private void finish(Plan done) {
        RunId run = slot.current().job().run();
        node.planned().put(run, thread.isInterrupted() && done.heeds() ? Plan.INTERRUPTED : done);
        plan = null;
        slot.finish();
    }

    @Override
    boolean isGone() {
        return isOver || node.isGone();
    }
}
