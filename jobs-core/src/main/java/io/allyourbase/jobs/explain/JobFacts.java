package io.allyourbase.jobs.explain;

import io.allyourbase.jobs.job.Job;
import java.time.Instant;

/**
 * What bears on where a job is.
 *
 * @param now by the database's clock
 * @param ahead due jobs of its queue that are claimed before it, counted up to {@link #MOST_COUNTED}; zero unless it is
 *     queued and due
 * @param liveWorkers those that take jobs of its queue and type
 */
public record JobFacts(Job job, Instant now, long ahead, int liveWorkers) {
    /** Where counting ends: beyond it, only that there are more matters. */
    public static final int MOST_COUNTED = 10_000;

    /** Whether it waits for nothing but a worker. */
    public boolean isDue() {
        return !job.runAt().isAfter(now);
    }
}
