package io.allyourbase.jobs.port;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.lifecycle.Decision;
import io.allyourbase.jobs.name.JobId;
import java.util.List;
import java.util.Optional;

/** What operators do with jobs. */
public interface JobAdmin {
    /** The job of that id, ended or not. */
    Optional<Job> find(JobId id);

    /**
     * Jobs newest first, by their ids, which tell when they were made by the clock of the process that made them. A page
     * may hold fewer jobs than asked for and have a next: where its jobs are large, and where many had to be looked at.
     */
    Page list(JobFilter filter, PageRequest page);

    /** Gives a failed job a fresh budget, due now; empty when there is no such job. */
    Optional<Decision> retry(JobId id);

    /**
     * Makes a queued job due now, whatever it waits for; one that is due already stays as it is. Empty when there is no
     * such job.
     */
    Optional<Decision> runNow(JobId id);

    /** Withdraws a queued job; empty when there is no such job. */
    Optional<Decision> cancel(JobId id);

    /**
     * Withdraws a job, begun or not: a queued one is canceled, and a running one is asked to end, after which it does not
     * go back to the queue. Empty when there is no such job.
     */
    Optional<Decision> askCancel(JobId id);

    /** Some jobs, and the id behind which the next page starts; no next when these are the last. */
    record Page(List<Job> jobs, Optional<JobId> next) {}
}
