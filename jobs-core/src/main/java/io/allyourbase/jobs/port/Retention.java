package io.allyourbase.jobs.port;

import java.time.Duration;

/** Keeps the place for finished jobs ready, and drops what is older than it must be kept. */
public interface Retention {
    /**
     * Makes room for the jobs of the coming days and drops those that finished longer than {@code keep} ago, by whole
     * days: a job is kept at least that long, and up to a day more; or longer, where others hold it: that is no failure,
     * and left to the next sweep. Forgets workers that have been gone for a day.
     */
    void sweep(Duration keep);
}
