package io.allyourbase.jobs.postgres.sql;

import io.allyourbase.jobs.error.QueueUnavailable;

/** Others held what the transaction needed: a lock or the time was not had, and nothing took effect. */
public final class Contended extends QueueUnavailable {
    private final boolean isOutOfTime;

    Contended(String message, Throwable cause, boolean isOutOfTime) {
        super(message, cause);
        this.isOutOfTime = isOutOfTime;
    }

    /** Whether the server ended it because it took too long, and not for a lock or another transaction. */
    public boolean isOutOfTime() {
        return isOutOfTime;
    }
}
