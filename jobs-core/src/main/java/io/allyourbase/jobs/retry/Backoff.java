package io.allyourbase.jobs.retry;

import java.time.Duration;

/** How long a job waits after a failed attempt. Pure, and safe for use by many threads. */
public sealed interface Backoff permits ExponentialBackoff, FixedBackoff {
    /** The queue's default: 5 s, doubled with each attempt, at most 300 s. */
    Backoff DEFAULT = new ExponentialBackoff(Duration.ofSeconds(5), Duration.ofSeconds(300));

    /**
     * The wait after the given failed attempt, before jitter.
     *
     * @param attempt 1 for the first
     */
    Duration after(int attempt);
}
