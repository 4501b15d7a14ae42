package io.allyourbase.jobs.config;

import io.allyourbase.jobs.error.JobsException;

/** A setting that stops the start. The message is one line: the key, the value, and what is allowed. */
public final class InvalidConfig extends JobsException {
    public InvalidConfig(String message) {
        super(message);
    }
}
