package io.allyourbase.jobs.port;

import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobType;
import java.util.Optional;

/** Which jobs to list: all that match every part that is present. */
public record JobFilter(Optional<JobState> state, Optional<JobType> type) {
    /** Every job. */
    public static final JobFilter ALL = new JobFilter(Optional.empty(), Optional.empty());

    public JobFilter state(JobState state) {
        return new JobFilter(Optional.of(state), type);
    }

    public JobFilter type(JobType type) {
        return new JobFilter(state, Optional.of(type));
    }
}
