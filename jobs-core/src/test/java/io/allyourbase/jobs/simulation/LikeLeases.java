package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.port.Leases;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Leases as they are, for a mutation to change one thing of. */
class LikeLeases implements Leases {
    private final Leases leases;

    LikeLeases(Leases leases) {
        this.leases = leases;
    }

    @Override
    public Set<RunId> renew(Collection<RunId> runs, Duration lease) {
        return leases.renew(runs, lease);
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
