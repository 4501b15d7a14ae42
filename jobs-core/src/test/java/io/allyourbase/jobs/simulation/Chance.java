package io.allyourbase.jobs.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** All that is left to chance, made from one seed. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        // Seeds that stand side by side would start alike.
        this.random = new SplittableRandom(seed).split();
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** @param thousandths how often of a thousand times */
    boolean happens(int thousandths) {
        return random.nextInt(1_000) < thousandths;
    }

    /** Both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    Duration between(Duration least, Duration most) {
        return Duration.ofNanos(random.nextLong(least.toNanos(), most.toNanos() + 1));
    }

    Duration upTo(Duration most) {
        return between(Duration.ZERO, most);
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** A generator of its own, for someone else. */
    RandomGenerator split() {
        return random.split();
    }
}
