package io.allyourbase.jobs.engine;

import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.port.Leases;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Passes over the first run that is to be renewed, as when another transaction has its job just then. */
final class PassedOverLeases implements Leases {
    private final Leases leases;
    private boolean passedOver;

    PassedOverLeases(Leases leases) {
        this.leases = leases;
    }

    @Override
    public Set<RunId> renew(Collection<RunId> runs, Duration lease) {
        if (!passedOver && !runs.isEmpty()) {
            passedOver = true;
            return Set.of();
        }
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
