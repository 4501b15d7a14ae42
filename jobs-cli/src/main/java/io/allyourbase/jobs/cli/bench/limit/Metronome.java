package io.allyourbase.jobs.cli.bench.limit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A schedule of moments at a fixed rate, by the monotonic clock, from when it is made. Safe for use by many threads. */
public final class Metronome {
    /** A timer wakes late by a fifth of a millisecond: it is set too early by this part of an interval. */
    private static final int EARLY_PART = 50;

    private final long start = System.nanoTime();
    private final double interval;

    public Metronome(double perSecond) {
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Waits for the moment of that number, and answers when it was, or has been. */
    public long await(long number) {
        long at = start + (long) (number * interval);
        long early = (long) (interval / EARLY_PART);
        for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
            if (left > early) {
                LockSupport.parkNanos(left - early);
            } else {
                Thread.onSpinWait();
            }
        }
        return at;
    }
}
