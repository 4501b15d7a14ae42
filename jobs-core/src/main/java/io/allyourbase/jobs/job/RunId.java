package io.allyourbase.jobs.job;

import io.allyourbase.jobs.name.JobId;

/** One run of one job. Every write by a run's owner carries it, and is refused once a later run exists. */
public record RunId(JobId job, Fence fence) {
    @Override
    public String toString() {
        return job + "#" + fence;
    }
}
