package io.allyourbase.jobs.retry;

import io.allyourbase.jobs.job.Due;
import java.time.Duration;

/** How long a job waits before its next attempt. Immutable. How many attempts it has is the job's own affair. */
public record RetryPolicy(Backoff backoff, Jitter jitter) {
    /** {@code min(5 s · 2^(n−1), 300 s)} and up to a tenth more. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(Backoff.DEFAULT, Jitter.DEFAULT);

    /** This backoff with the default jitter. */
    public static RetryPolicy of(Backoff backoff) {
        return new RetryPolicy(backoff, Jitter.DEFAULT);
    }

    /**
     * The wait after the given failed attempt.
     *
     * @param attempt 1 for the first
     * @param random a number from 0 (inclusive) to 1 (exclusive)
     */
    public Duration waitAfter(int attempt, double random) {
        return jitter.apply(allowed(backoff.after(attempt)), random);
    }

    private static Duration allowed(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(Due.LONGEST_DELAY) > 0 ? Due.LONGEST_DELAY : wait;
    }
}
