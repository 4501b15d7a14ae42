package io.allyourbase.jobs.handler;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.job.RunId;

/** A run no longer owns its job: its lease ran out, and another may be at work. */
public final class RunLost extends JobsException {
    private final RunId run;

    public RunLost(RunId run) {
        super("run " + run.fence() + " of job " + run.job() + " no longer owns it");
        this.run = run;
    }

    /** The run that was lost. */
    public RunId run() {
        return run;
    }
}
