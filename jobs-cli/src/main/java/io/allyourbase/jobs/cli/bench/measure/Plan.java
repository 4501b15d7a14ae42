package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.worker.Fleet;

/**
 * How much to measure. A plan of few jobs is over soon: it shows that all works, and little of how well.
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

    /** How many jobs are picked up by an idle worker. */
    long pickups() {
        return Math.min(500, jobs / 10);
    }

    /** How many before: a worker that has just started still opens its connections, and prepares its statements. */
    long warmUps() {
        return Math.min(1_000, jobs);
    }

    /** How many go in at once before: code that is still being compiled is slow. */
    long warmUpsInBulk() {
        return Math.min(100_000, jobs);
    }

    /** How long idle processes are watched. */
    int idleSeconds() {
        return (int) Math.min(15, Math.max(1, jobs / 1_000));
    }

    /** Whether a drain unlike the plain one was asked for. */
    boolean isVaried() {
        return future > 0 || !varied.equals(Spread.PLAIN);
    }
}
