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
     * handler does next may be done again by another. Costs nothing, and may be late: by as long as the process, or its
     * way to the database, stood still.
     */
    boolean stillOwner();

    /**
     * Whether this run owns the job by the database's word. A round trip, and right at the moment of the answer: what
     * must not be done by an older owner at all is done in {@link #completeBy the transaction that completes the job}, or
     * by a system that compares {@link #fence fences}.
     *
     * @throws io.allyourbase.jobs.error.QueueUnavailable when the database can't be reached
     */
    default boolean confirmOwner() {
        return stillOwner();
    }

    /**
     * Whether an operator asked for this job to be canceled. The handler's thread is interrupted then, once. The job is
     * canceled when the handler throws anything but {@link PermanentFailure}, snoozes, or returns
     * {@link Outcome#CANCELED}; it completes when the handler completes all the same. Told about a second after it was
     * asked, to runs that have been at work for a second.
     */
    default boolean cancelAsked() {
        return false;
    }

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
