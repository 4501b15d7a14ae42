package io.allyourbase.jobs.port;

import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.RunId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Keeps the leases of live workers, and takes back those of dead ones. */
public interface Leases {
    /**
     * Prolongs the leases of these runs to {@code lease} from now, in one statement.
     *
     * @return the runs that still own their jobs; a lease that ran out but was not yet taken back is prolonged too
     */
    Set<RunId> renew(Collection<RunId> runs, Duration lease);

    /** Takes back at most {@code limit} jobs whose lease has run out. */
    List<Recovered> recover(int limit);

    /** A run that was taken back, and the state its job is in now. */
    record Recovered(RunId run, JobState state) {}
}
