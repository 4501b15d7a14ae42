package io.allyourbase.jobs.postgres.sql;

import io.allyourbase.jobs.error.JobsException;

/** A job finished on a day that has no partition yet. */
public final class MissingPartition extends JobsException {
    MissingPartition(Throwable cause) {
        super("the history of finished jobs has no partition for today", cause);
    }
}
