package io.allyourbase.jobs.rivals;

import java.time.Duration;

/**
 * How much of what.
 *
 * @param jobs in each drain
 * @param pickups jobs enqueued one at a time
 * @param pause between them
 */
record Plan(int jobs, int pickups, Duration pause) {
    static Plan of(int jobs, int seconds, int rate) {
        return new Plan(jobs, seconds * rate, Duration.ofSeconds(1).dividedBy(rate));
    }

    /** One to warm up with, of so many jobs that compilers take little of what is measured afterwards. */
    Plan warmUp() {
        return new Plan(jobs * 2, Math.max(1, pickups / 5), pause);
    }
}
