package io.allyourbase.jobs.port;

import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.RunId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the leases of live workers, and takes back those of dead ones. An instance belongs to one engine and may remember
 * where it stopped.
 */
public interface Leases {
    /**
     * Prolongs the leases of these runs to {@code lease} from now, in one statement that waits for nobody.
     *
     * @return the runs whose leases were prolonged, those among them that had run out but were not yet taken back. Any other
     *     has lost its job, or its job is just being written by another: {@link Runs#fates} tells
     */
    Set<RunId> renew(Collection<RunId> runs, Duration lease);

    /** How long until the first lease ends; empty when none does in that time. Zero when one has run out. */
    Optional<Duration> untilNextExpiry(Duration within);

    /** Takes back at most {@code limit} jobs whose lease has run out, but for those that another holds just then. */
    List<Recovered> recover(int limit);

    /** A run that was taken back, and the state its job is in now. */
    record Recovered(RunId run, JobState state) {}
}
