package io.allyourbase.jobs.name;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes ids as UUID version 7: the time first, so that new index entries fall side by side. Each is greater than the one
 * before, also within a millisecond, so that ids tell the order of jobs. Safe for use by many threads when its random
 * generator is.
 */
public final class JobIds {
    private static final int FRACTION_BITS = 12;
    private static final int FRACTIONS = 1 << FRACTION_BITS;
    private static final long MICROS_PER_MILLI = 1_000;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long last;

    public JobIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id. */
    public JobId next() {
        return new JobId(uuid());
    }

    /** A new bare UUID of the same make. */
    public UUID uuid() {
        long ticks = nextTicks();
        long most = (ticks >> FRACTION_BITS << 16) | 0x7000 | (ticks & (FRACTIONS - 1));
        long least = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    private synchronized long nextTicks() {
        last = Math.max(last + 1, ticks(clock.instant()));
        return last;
    }

    /** Milliseconds, and twelve bits of their fraction: RFC 9562, section 6.2, method 3. */
    private static long ticks(Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        long millis = Math.floorDiv(micros, MICROS_PER_MILLI);
        return (millis << FRACTION_BITS) | (Math.floorMod(micros, MICROS_PER_MILLI) * FRACTIONS / MICROS_PER_MILLI);
    }
}
