package io.allyourbase.jobs.port;

import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import java.util.List;
import java.util.Map;

/** Writes what runs' owners say of them. */
public interface Outcomes {
    /**
     * Writes all outcomes in one transaction, each as {@link io.allyourbase.jobs.lifecycle.Lifecycle} decides. A batch
     * holds a job once.
     *
     * @return the jobs whose outcome took effect, and the state that each is in since: canceled where an operator had
     *     asked for that and it would have gone back to the queue. Every other outcome was refused and changed nothing
     * @throws io.allyourbase.jobs.error.ContentRefused when one of them is to blame, by what it holds, and only then
     * @throws io.allyourbase.jobs.error.QueueUnavailable when the database is away: each may or may not have taken effect
     */
    Map<JobId, JobState> write(List<RunOutcome> outcomes);

    /** What the owner of a job's run says of it. */
    record RunOutcome(JobId job, Event.ByOwner event) {}
}
