package io.allyourbase.jobs.engine;

import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.port.Leases;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells of the renewals that found runs to renew.
 *
 * @param renewed is told right after each
 */
record ObservedLeases(Leases leases, Runnable renewed) implements Leases {
    @Override
    public Set<RunId> renew(Collection<RunId> runs, Duration lease) {
        Set<RunId> found = leases.renew(runs, lease);
        if (!found.isEmpty()) {
            renewed.run();
        }
        return found;
    }

    @Override
    public Optional<Duration> untilNextExpiry(Duration within) {
        return leases.untilNextExpiry(within);
    }

    @Override
    public List<Recovered> recover(int limit) {
        return leases.recover(limit);
    }
}
