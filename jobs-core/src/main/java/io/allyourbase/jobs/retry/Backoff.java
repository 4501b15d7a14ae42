package io.allyourbase.jobs.retry;

import java.time.Duration;

/**
 * How long a job waits after a failed attempt. Safe for use by many threads, and quick: a worker asks it before it writes
 * how the attempt ended. One that throws is replaced by the queue's default for that attempt.
 */
@FunctionalInterface
public interface Backoff {
    /** The queue's default: 5 s, doubled with each attempt, at most 300 s. */
    Backoff DEFAULT = new ExponentialBackoff(Duration.ofSeconds(5), Duration.ofSeconds(300));

    /**
     * The wait after the given failed attempt, before jitter: from zero to 100 years, and the nearest of these if it is
     * beyond.
     *
     * @param attempt 1 for the first
     */
    Duration after(int attempt);
}
