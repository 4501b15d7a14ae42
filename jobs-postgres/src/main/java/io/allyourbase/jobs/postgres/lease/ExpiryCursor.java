package io.allyourbase.jobs.postgres.lease;

import java.time.Duration;
import java.time.Instant;

/**
 * Where looks for leases that have ended begin. While an old snapshot is held somewhere, the index keeps an entry of every
 * run since, and a look from the start walks over all of them: some five million in a second. But a lease can come in
 * behind, as when its claim commits after it has ended, so that looks start over: each time while that is quick, and else
 * when what it takes is a small part of the time since; after {@link #LONGEST} in any case.
 */
final class ExpiryCursor {
    /** No lease that has ended is overlooked for longer because of a cursor. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    static final Instant START = Instant.EPOCH;
    /** How many times what starting over took passes before the next. */
    private static final int PAUSE = 300;
    /** Claims and renewals that take longer to commit come in behind. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private Instant reached = START;
    private long startedOverAt;
    private long pause;

    /** Where a look at that moment of the monotonic clock begins. */
    Instant next(long now) {
        if (now - startedOverAt < pause) {
            return reached;
        }
        startedOverAt = now;
        // One that fails because it takes too long must not be all that is done from here on.
        pause = LONGEST.toNanos();
        return START;
    }

    /** Before it no lease ends, but for one that came in behind. */
    Instant reached() {
        return reached;
    }

    /** A look from there, between these moments of the monotonic clock, found what is at hand. */
    void looked(Instant from, long then, long now, FirstExpiry found) {
        if (from.equals(START)) {
            startedOverAt = now;
            pause = Math.min(LONGEST.toNanos(), PAUSE * (now - then));
        }
        Instant late = found.now().minus(LATE);
        reached = found.first().filter(first -> first.isBefore(late)).orElse(late);
    }
}
