package io.allyourbase.jobs.handler;

import io.allyourbase.jobs.error.JobsException;

/** Thrown by a handler to end its job as failed at once: no other attempt can mend it. */
public final class PermanentFailure extends JobsException {
    public PermanentFailure(String message) {
        super(message);
    }

    public PermanentFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
