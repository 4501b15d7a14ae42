package io.allyourbase.jobs.cli.client;

import io.allyourbase.jobs.error.JobsException;

/** The server answered, but not with what was asked for. The message is the server's own, where it gave one. */
public final class ServerRefused extends JobsException {
    private final int status;

    ServerRefused(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Whether it may do later what it refuses now: it, or a proxy before it, is at fault. */
    public boolean isPassing() {
        return status >= 500;
    }
}
