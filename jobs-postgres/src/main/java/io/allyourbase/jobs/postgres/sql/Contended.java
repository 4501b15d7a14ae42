package io.allyourbase.jobs.postgres.sql;

import io.allyourbase.jobs.error.QueueUnavailable;

/** Others held what the transaction needed: a lock or the time was not had, and nothing took effect. */
public final class Contended extends QueueUnavailable {
    Contended(String message, Throwable cause) {
        super(message, cause);
    }
}
