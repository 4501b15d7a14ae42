package io.allyourbase.jobs.port;

import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.NewJob;
import java.util.List;

/** Takes jobs in. */
public interface JobQueue {
    /**
     * Enqueues all of them or none, in one transaction; once it returns they survive a crash of anything. The answers
     * are in the jobs' order. A key that occurs twice in the list makes one job.
     *
     * @throws io.allyourbase.jobs.error.QueueUnavailable when the database can't be reached
     */
    List<Enqueued> enqueueAll(List<NewJob> jobs);

    /** Enqueues one job, as {@link #enqueueAll}. */
    default Enqueued enqueue(NewJob job) {
        return enqueueAll(List.of(job)).get(0);
    }
}
