package io.allyourbase.jobs.handler;

import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;

/** One run of a job, as its handler sees it. Safe for use by many threads. */
public interface Run {
    /** The job as it was claimed. */
    Job job();

    /**
     * Whether this run, as far as this process knows, still owns the job. Once false it stays false, and whatever the
     * handler does next may be done again by another.
     */
    boolean stillOwner();

    /**
     * Throws once this run no longer owns the job.
     *
     * @throws RunLost when {@link #stillOwner} is false
     */
    default void checkOwner() {
        if (!stillOwner()) {
            throw new RunLost(job().run());
        }
    }

    /**
     * Does the write that completes this run in a transaction of the handler's own; for stores, which offer it to
     * handlers as a method on a connection. From here on the engine asks what became of that transaction before it
     * writes anything of the run, and its lease is not renewed any more.
     *
     * @throws RunLost when {@link #stillOwner} is false, or the engine has ended the run; nothing was written then
     */
    default void completeBy(Runnable write) {
        checkOwner();
        write.run();
    }

    /** The job's id, the same for every run. */
    default JobId id() {
        return job().id();
    }

    /** This run's number, which only grows: hand it to other systems so that they can refuse an older owner. */
    default Fence fence() {
        return job().fence();
    }

    /** Which attempt of the budget this is; 1 for the first. */
    default int attempt() {
        return job().attempts().used();
    }
}
