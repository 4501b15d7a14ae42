package io.allyourbase.jobs.error;

/**
 * The database is there, but refuses this program: who it says it is, or a right that it lacks. The message says which.
 * People must mend it; then it goes on by itself.
 */
public final class AccessRefused extends JobsException {
    public AccessRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
