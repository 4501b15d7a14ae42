package io.allyourbase.jobs.port;

import io.allyourbase.jobs.explain.JobFacts;
import io.allyourbase.jobs.explain.LiveWorker;
import io.allyourbase.jobs.name.JobId;
import java.util.List;
import java.util.Optional;

/** Why a job is where it is, and who could run it. */
public interface JobInsight {
    /** What bears on the job, all of one moment; empty when there is no such job. */
    Optional<JobFacts> facts(JobId id);

    /** The workers that were heard of within {@link Presence#PATIENCE}, in the order in which they started. */
    List<LiveWorker> workers();
}
