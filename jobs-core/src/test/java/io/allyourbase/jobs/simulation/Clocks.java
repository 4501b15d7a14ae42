package io.allyourbase.jobs.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The clocks that disagree: the store's, which jumps, and those of nodes, each with an error of its own. */
final class Clocks implements InstantSource {
    private static final Instant START = Instant.parse("2026-03-01T12:00:20Z");

    private final LongSupplier trueTime;
    private Duration ahead = Duration.ZERO;
    private long jumpedAt = Long.MIN_VALUE / 2;
    private Instant beforeJumps = Instant.MIN;

    Clocks(LongSupplier trueTime) {
        this.trueTime = trueTime;
    }

    /** The store's clock: it decides. */
    @Override
    public Instant instant() {
        return START.plusNanos(trueTime.getAsLong()).plus(ahead);
    }

    /** The store's clock goes forward or back. */
    void jump(Duration by) {
        beforeJumps = latest();
        ahead = ahead.plus(by);
        jumpedAt = trueTime.getAsLong();
    }

    /** The latest that the store's clock has ever shown. */
    Instant latest() {
        Instant now = instant();
        return now.isAfter(beforeJumps) ? now : beforeJumps;
    }

    /** When the store's clock last jumped, in true time. */
    long jumpedAt() {
        return jumpedAt;
    }

    /** A node's own clocks. */
    Local local(Chance chance) {
        long start = chance.between(-1_000_000, 1_000_000) * 1_000_000L;
        int drift = chance.between(-2_000, 2_000);
        return new Local(start, drift, chance.between(Duration.ofMinutes(-10), Duration.ofMinutes(10)));
    }

    /** Never goes back; starts anywhere, runs a little fast or slow, and may stand still while its node does. */
    final class Local {
        private final long start;
        private final int driftPerMillion;
        private final Duration wrongBy;
        private long stoodStill;

        private Local(long start, int driftPerMillion, Duration wrongBy) {
            this.start = start;
            this.driftPerMillion = driftPerMillion;
            this.wrongBy = wrongBy;
        }

        long nanoTime() {
            long ran = trueTime.getAsLong() - stoodStill;
            return start + ran + ran / 1_000_000 * driftPerMillion;
        }

        void stoodStill(Duration time) {
            stoodStill += time.toNanos();
        }

        /** What this node takes for the time of day. */
        Instant timeOfDay() {
            return START.plusNanos(trueTime.getAsLong()).plus(wrongBy);
        }
    }
}
