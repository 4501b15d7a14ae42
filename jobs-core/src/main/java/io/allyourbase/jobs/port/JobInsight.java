package io.allyourbase.jobs.port;

import io.allyourbase.jobs.explain.JobFacts;
import io.allyourbase.jobs.name.JobId;
import java.util.Optional;

/** Why a job is where it is. */
public interface JobInsight {
    /** What bears on the job, all of one moment; empty when there is no such job. */
    Optional<JobFacts> facts(JobId id);
}
