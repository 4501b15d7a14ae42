package io.allyourbase.jobs.name;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes ids as UUID version 7 (RFC 9562, section 5.7): the time first, so that new index entries fall side by side.
 * Safe for use by many threads when its random generator is.
 */
public final class JobIds {
    private final InstantSource clock;
    private final RandomGenerator random;

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
        long most = (clock.millis() << 16) | 0x7000 | (random.nextLong() & 0xFFF);
        long least = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }
}
