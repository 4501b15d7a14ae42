package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.lifecycle.Decision;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.JobAdmin;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.PageRequest;
import java.util.Optional;

/** An operator's port as it is, for a mutation to change one thing of. */
class LikeAdmin implements JobAdmin {
    private final JobAdmin admin;

    LikeAdmin(JobAdmin admin) {
        this.admin = admin;
    }

    @Override
    public Optional<Job> find(JobId id) {
        return admin.find(id);
    }

    @Override
    public Page list(JobFilter filter, PageRequest page) {
        return admin.list(filter, page);
    }

    @Override
    public Optional<Decision> retry(JobId id) {
        return admin.retry(id);
    }

    @Override
    public Optional<Decision> runNow(JobId id) {
        return admin.runNow(id);
    }

    @Override
    public Optional<Decision> askCancel(JobId id) {
        return admin.askCancel(id);
    }

    @Override
    public Optional<Decision> cancel(JobId id) {
        return admin.cancel(id);
    }
}
