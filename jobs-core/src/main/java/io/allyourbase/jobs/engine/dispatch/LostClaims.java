package io.allyourbase.jobs.engine.dispatch;

import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Claims that failed, and so may have taken jobs that nobody here knows of. Such a claim may also take effect long after
 * it was given up, when it waits for a disk or a standby: so a look that finds nothing says nothing of the next. Once a
 * lease has passed, recovery finds whatever was taken, and no more looks are made. Used by one thread at a time.
 */
final class LostClaims {
    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Claims claims;
    private final WorkerId worker;
    private final long lease;
    private final LongSupplier nanoTime;
    private boolean isAny;
    private long lostAt;
    private long nextLookAt;

    LostClaims(Claims claims, WorkerId worker, Duration lease, LongSupplier nanoTime) {
        this.claims = claims;
        this.worker = worker;
        this.lease = lease.toNanos();
        this.nanoTime = nanoTime;
    }

    /** One more was lost just now. */
    void add() {
        isAny = true;
        lostAt = nanoTime.getAsLong();
        nextLookAt = lostAt;
    }

    boolean isAny() {
        return isAny;
    }

    boolean isTimeToLook() {
        return isAny && nanoTime.getAsLong() - nextLookAt >= 0;
    }

    /** Gives back what they took, unless it is known here; answers how many jobs. One that fails counts as a look too. */
    int giveBack(Set<RunId> known) {
        long begun = nanoTime.getAsLong();
        long since = begun - lostAt;
        nextLookAt = begun + pause(since);
        isAny = since < lease;
        return claims.giveBackUnknown(worker, known);
    }

    /** Longer and longer, as there is less to be expected: after an outage all workers look. */
    private static long pause(long since) {
        return Math.max(SHORTEST_PAUSE.toNanos(), Math.min(LONGEST_PAUSE.toNanos(), since / 4));
    }
}
