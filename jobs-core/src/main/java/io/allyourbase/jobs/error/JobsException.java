package io.allyourbase.jobs.error;

/** The root of every exception this library throws. Messages are one line, fit for a user, and never hold SQL. */
public class JobsException extends RuntimeException {
    public JobsException(String message) {
        super(message);
    }

    public JobsException(String message, Throwable cause) {
        super(message, cause);
    }
}
