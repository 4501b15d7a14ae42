package io.allyourbase.jobs.error;

/** The job tables are missing, or of another version than this program's. The message says what to run. */
public final class NotMigrated extends JobsException {
    public NotMigrated(String message, Throwable cause) {
        super(message, cause);
    }
}
