package io.allyourbase.jobs.cli.client;

import io.allyourbase.jobs.error.JobsException;

/** No server answers. The message names its address and what to do. */
public final class ServerUnreachable extends JobsException {
    ServerUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
