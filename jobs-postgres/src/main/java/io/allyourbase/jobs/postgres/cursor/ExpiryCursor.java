package io.allyourbase.jobs.postgres.cursor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where looks for leases that have ended begin. While an old snapshot is held somewhere, the index keeps an entry of every
 * run since, and a look from the start walks over all of them: some five million in a second. But a lease can come in
 * behind, as when its claim commits after it has ended, so that looks start over: each time while that is quick, and else
 * when what it takes is a small part of the time since; after {@link #LONGEST} at the latest. Once that was given up it
 * goes back by a {@link Reach}, and sooner.
 */
public final class ExpiryCursor {
    /** No lease that has ended is overlooked for longer because of a cursor, unless starting over was given up. */
    public static final Duration LONGEST = Duration.ofMinutes(5);

    static final Instant START = Instant.EPOCH;
    /** How many times what starting over took passes before the next. */
    private static final int PAUSE = 300;

    private static final int PAUSE_AT_LEAST = 4;
    /** Claims and renewals that take longer to commit come in behind. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private final Reach reach = new Reach();
    private Instant reached = START;
    private boolean isAtStart;
    private long startedOverAt;
    private long pause;

    /** Where a look at that moment of the monotonic clock begins. */
    public Instant next(long now) {
        isAtStart = reached.equals(START) || now - startedOverAt >= pause;
        if (!isAtStart) {
            return reached;
        }
        startedOverAt = now;
        // One that fails because it takes too long must not be all that is done from here on.
        pause = LONGEST.toNanos();
        return reach.before(reached).orElse(START);
    }

    /** Before it no lease ends, but for one that came in behind. */
    public Instant reached() {
        return reached;
    }

    /**
     * A look from there was made, between these moments of the monotonic clock.
     *
     * @param time when that was, by the database's clock
     * @param first when the first lease ends, if one does soon
     */
    public void looked(long then, long now, Instant time, Optional<Instant> first) {
        if (isAtStart) {
            startedOverAt = now;
            long longest = reach.isAll() ? LONGEST.toNanos() : soon(now - then);
            pause = Math.min(longest, PAUSE * (now - then));
            reach.took(now - then);
        }
        Instant late = time.minus(LATE);
        reached = first.filter(end -> end.isBefore(late)).orElse(late);
    }

    /**
     * A look from there was given up, between these moments of the monotonic clock: it may have been too far to walk.
     *
     * @param time when that was, by the database's clock
     */
    public void gaveUp(long then, long now, Instant time) {
        if (isAtStart) {
            startedOverAt = now;
            pause = soon(reach.isAll() ? 0 : now - then);
            reach.gaveUp();
        }
        if (!isAtStart || reached.equals(START)) {
            Instant lately = Reach.lately(time);
            reached = reached.isBefore(lately) ? lately : reached;
        }
    }

    /** So that starting over takes a fifth of the time at most. */
    private static long soon(long took) {
        return Math.max(LATE.toNanos(), PAUSE_AT_LEAST * took);
    }
}
