package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Lease;
import io.allyourbase.jobs.simulation.Statement.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A lease runs out only where something kept its worker from renewing it. */
final class LeasesRule implements Rule {
    /** A loop that failed is back after its longest pause. */
    static final Duration COMES_BACK = Duration.ofSeconds(6);

    private final Cluster cluster;

    LeasesRule(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void changed(Statement statement, List<Change> changes) {
        if (statement.kind() == Kind.RECOVER) {
            changes.forEach(this::check);
        }
    }

    private void check(Change change) {
        Lease lease = change.was().lease().orElseThrow();
        Optional<Node> owner = cluster.alive(lease.worker());
        Duration sinceRenewal =
                Duration.between(lease.until(), cluster.store().now()).plus(cluster.lease());
        long renewedAt = cluster.now() - sinceRenewal.toNanos();
        boolean couldRenew = owner.isPresent()
                && !owner.get().isClosing()
                && cluster.hinderedAt(owner.get()) < renewedAt - COMES_BACK.toNanos();
        MovesRule.require(!couldRenew, Promise.LEASES_KEPT, change);
    }
}
