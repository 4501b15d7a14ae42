package io.allyourbase.jobs.simulation;

import java.time.Duration;

/**
 * What goes wrong in one life of a cluster, and how often: each in about half of all lives, and in some lives nothing.
 * Numbers are thousandths, of statements or of hints.
 */
record Faults(
        int slow,
        Duration slowest,
        int failBefore,
        int failAfter,
        int late,
        int crash,
        int hintLost,
        int hintDoubled,
        int hintLate,
        boolean crashes,
        boolean freezes,
        boolean jumps,
        boolean outages,
        boolean closes,
        boolean hangs) {
    static final Faults NONE =
            new Faults(0, Duration.ZERO, 0, 0, 0, 0, 0, 0, 0, false, false, false, false, false, false);

    static Faults of(Chance chance) {
        if (chance.oneIn(10)) {
            return NONE;
        }
        return new Faults(
                some(chance, 30),
                chance.between(Duration.ofMillis(100), Duration.ofSeconds(8)),
                some(chance, 60),
                some(chance, 60),
                some(chance, 60),
                some(chance, 4),
                some(chance, 1_000),
                some(chance, 500),
                some(chance, 500),
                chance.oneIn(2),
                chance.oneIn(2),
                chance.oneIn(3),
                chance.oneIn(3),
                chance.oneIn(2),
                chance.oneIn(2));
    }

    private static int some(Chance chance, int most) {
        return chance.oneIn(2) ? 0 : chance.between(1, most);
    }
}
