package io.allyourbase.jobs.http.job;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lengths of time on the wire. */
final class Seconds {
    private static final double MICROS_PER_SECOND = 1e6;

    private Seconds() {}

    static double of(Duration length) {
        return TimeUnit.NANOSECONDS.toMicros(length.toNanos()) / MICROS_PER_SECOND;
    }
}
