package io.allyourbase.jobs.handler;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.job.Due;
import java.time.Duration;

/**
 * Thrown by a handler whose attempt failed and who knows when the next one makes sense, as of a partner that answers
 * {@code Retry-After: 120}. It costs the attempt, and takes the place of the type's backoff; the last attempt's ends the
 * job as failed.
 */
public final class RetryAfter extends JobsException {
    private final Duration delay;

    /**
     * @param delay until the next attempt, with no jitter; a negative one is none
     * @throws io.allyourbase.jobs.error.InvalidInput when the delay is longer than 100 years
     */
    public RetryAfter(Duration delay, String message) {
        super(message);
        this.delay = checked(delay);
    }

    /** As above, with what caused it. */
    public RetryAfter(Duration delay, String message, Throwable cause) {
        super(message, cause);
        this.delay = checked(delay);
    }

    /** Until the next attempt; zero or more. */
    public Duration delay() {
        return delay;
    }

    private static Duration checked(Duration delay) {
        return delay.isNegative() ? Duration.ZERO : Due.checkDelay("delay", delay);
    }
}
