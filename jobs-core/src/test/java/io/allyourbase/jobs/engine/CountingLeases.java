package io.allyourbase.jobs.engine;

import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.port.Leases;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Counts the renewals that found runs to renew. */
final class CountingLeases implements Leases {
    private final Leases leases;
    private final CountDownLatch renewals;

    CountingLeases(Leases leases, CountDownLatch renewals) {
        this.leases = leases;
        this.renewals = renewals;
    }

    @Override
    public Set<RunId> renew(Collection<RunId> runs, Duration lease) {
        Set<RunId> renewed = leases.renew(runs, lease);
        if (!renewed.isEmpty()) {
            renewals.countDown();
        }
        return renewed;
    }

    @Override
    public List<Recovered> recover(int limit) {
        return leases.recover(limit);
    }
}
