package io.allyourbase.jobs.postgres.cursor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far back a look goes that starts over: to the first entry there is, until one was given up, most likely because that
 * takes too long. Then a minute; further after each that ended, and a fourth after each that was given up too. Where too
 * much lies between, what came lately is found, and then more of what came before.
 */
public final class Reach {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    /** Beyond it, a look may as well go all the way. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final int STEP = 4;
    private static final int SMALL_STEP = 2;
    /** What takes four times as long is not given up yet. */
    private static final long QUICK_NANOS = Duration.ofSeconds(2).toNanos();

    private Optional<Duration> back = Optional.empty();

    /** A moment from which on there can't be too much to walk over. */
    static Instant lately(Instant time) {
        return time.minus(SHORTEST);
    }

    boolean isAll() {
        return back.isEmpty();
    }

    /** Where a look from that moment back begins; empty for the first entry there is. */
    public Optional<Instant> before(Instant moment) {
        return back.map(moment::minus);
    }

    /** One that went so far took that long. */
    public void took(long nanos) {
        int step = nanos <= QUICK_NANOS ? STEP : SMALL_STEP;
        back = back.map(far -> far.multipliedBy(step)).filter(far -> far.compareTo(LONGEST) < 0);
    }

    /** One that went so far was given up. */
    public void gaveUp() {
        Duration shorter = back.map(far -> far.dividedBy(STEP)).orElse(SHORTEST);
        back = Optional.of(shorter.compareTo(SHORTEST) < 0 ? SHORTEST : shorter);
    }
}
