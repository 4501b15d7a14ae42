package io.allyourbase.jobs.cli.faults.soak;

import java.util.Locale;

/**
 * How it went, for a few seconds.
 *
 * @param second since the start
 * @param perSecond jobs finished a second
 * @param pickupP50 milliseconds from a job's enqueue to its first execution
 * @param heap of the worker with the most in use after a collection, in megabytes
 * @param deadTuples of the table of live jobs; negative when the database could not be asked
 * @param faults that struck since the last
 */
record Sample(
        long second, double perSecond, double pickupP50, double pickupP99, double heap, long deadTuples, int faults) {
    static final String HEADER = "second,jobs_per_second,pickup_p50_ms,pickup_p99_ms,heap_mb,dead_tuples,faults";

    String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%.0f,%.1f,%.1f,%.1f,%s,%d",
                second,
                perSecond,
                pickupP50,
                pickupP99,
                heap,
                deadTuples < 0 ? "" : Long.toString(deadTuples),
                faults);
    }
}
