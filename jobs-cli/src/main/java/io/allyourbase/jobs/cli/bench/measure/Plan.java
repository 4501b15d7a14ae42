package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.worker.Fleet;

/**
 * How much to measure.
 *
 * @param jobs in each drain; single enqueues take a tenth
 * @param threads that enqueue single jobs
 * @param workers handlers at once, in each process
 * @param processes in the second drain
 * @param rounds how often queue and limit take turns; the middle one counts
 * @param history finished jobs in the tables from the start
 * @param future jobs due in days, in the varied drain
 * @param varied how the varied drain's jobs are spread
 * @param make how worker processes are made
 */
public record Plan(
        long jobs,
        int threads,
        int workers,
        int processes,
        int rounds,
        long history,
        long future,
        Spread varied,
        Fleet.Make make) {
    /** A commit each is slow, so a part of the jobs will do. */
    long singles() {
        return Math.max(threads, jobs / 10);
    }

    /** Whether a drain unlike the plain one was asked for. */
    boolean isVaried() {
        return future > 0 || !varied.equals(Spread.PLAIN);
    }
}
