package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Job;
import java.util.Optional;

/** What a statement did to one job. */
record Change(Optional<Job> before, Job after) {
    /** The job as it was; only for one that was there. */
    Job was() {
        return before.orElseThrow();
    }

    @Override
    public String toString() {
        return after.id() + " from " + before.map(Change::brief).orElse("nothing") + " to " + brief(after);
    }

    private static String brief(Job job) {
        return job.state().word() + " (fence " + job.fence() + ", attempts "
                + job.attempts().used() + "/" + job.attempts().max()
                + job.lease().map(lease -> ", " + lease).orElse("") + ", due " + job.runAt() + ")";
    }
}
