package io.allyourbase.jobs.http.metrics;

import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.port.JobStats;
import io.allyourbase.jobs.port.JobStats.Stats;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The jobs as they were counted last. Counting those that wait takes the longer the more there are: however often somebody
 * asks, one at a time counts, and for a fiftieth of the time at most while that succeeds. Safe for use by many threads.
 */
final class LastCount {
    private static final long SHORTEST_PAUSE = Duration.ofSeconds(5).toNanos();
    private static final int PAUSES = 50;
    /** A database that comes back after a time-out of half a minute is not left unwatched for half an hour. */
    private static final long LONGEST_FAILURE = Duration.ofMinutes(1).toNanos();

    private final JobStats stats;
    private final LongSupplier nanoTime;
    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable Count last;

    /** @param nanoTime a clock that never goes back */
    LastCount(JobStats stats, LongSupplier nanoTime) {
        this.stats = stats;
        this.nanoTime = nanoTime;
    }

    /** What counting came to, and until when that is told again. */
    private record Count(Supplier<Stats> told, long freshUntil) {}

    /**
     * Counts, unless that was done lately or is under way: then it is the last count, or its failure again. Never waits
     * for another thread.
     *
     * @throws ApiError when the first count of all is under way
     * @throws io.allyourbase.jobs.error.QueueUnavailable when the database can't be reached
     */
    Stats get() {
        if (!isFresh() && counting.tryLock()) {
            try {
                if (!isFresh()) {
                    last = count();
                }
            } finally {
                counting.unlock();
            }
        }
        Count known = last;
        if (known == null) {
            throw ApiError.of(503, "the jobs are being counted; try again").header("Retry-After", "1");
        }
        return known.told().get();
    }

    private boolean isFresh() {
        Count known = last;
        return known != null && nanoTime.getAsLong() - known.freshUntil() < 0;
    }

    private Count count() {
        long start = nanoTime.getAsLong();
        try {
            Stats counted = stats.stats();
            long end = nanoTime.getAsLong();
            return new Count(() -> counted, end + pause(start, end));
        } catch (RuntimeException e) {
            long end = nanoTime.getAsLong();
            return new Count(() -> rethrown(e), end + Math.min(LONGEST_FAILURE, pause(start, end)));
        }
    }

    private static Stats rethrown(RuntimeException failure) {
        throw failure;
    }

    private static long pause(long start, long end) {
        return Math.max(SHORTEST_PAUSE, PAUSES * (end - start));
    }
}
