package io.allyourbase.jobs.error;

/**
 * The database can't be reached or can't answer now. The call may or may not have taken effect; repeating it is safe
 * for everything but an enqueue without an idempotency key or an id of the caller's own.
 */
public class QueueUnavailable extends JobsException {
    public QueueUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
