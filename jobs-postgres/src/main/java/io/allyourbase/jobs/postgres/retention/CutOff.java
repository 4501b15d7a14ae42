package io.allyourbase.jobs.postgres.retention;

import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.sql.Contended;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.retry.ExponentialBackoff;
import io.allyourbase.jobs.retry.Jitter;
import io.allyourbase.jobs.retry.RetryPolicy;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Cuts a day off the history. That takes a lock for which everyone must be out, and behind which those that finish jobs
 * queue while it waits: so it waits for a moment only, and rather tries again.
 */
final class CutOff {
    private static final int TRIES = 8;

    /** Far longer than a try. In all, short enough to shut down meanwhile. */
    private static final RetryPolicy PAUSES =
            new RetryPolicy(new ExponentialBackoff(Duration.ofMillis(500), Duration.ofSeconds(1)), new Jitter(0.5));

    private final Database database;
    private final RandomGenerator random;

    CutOff(Database database, RandomGenerator random) {
        this.database = database;
        this.random = random;
    }

    /**
     * Answers whether the day is in the history no more, which it still is where another process is at it.
     *
     * @throws Contended when somebody reads or writes the history all the while: to be tried again later
     */
    boolean cut(LocalDate day) {
        for (int tried = 1; ; tried++) {
            try {
                return once(day);
            } catch (Contended e) {
                if (tried == TRIES || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSES.waitAfter(tried, random.nextDouble()).toNanos());
        }
    }

    private boolean once(LocalDate day) {
        return database.transaction(Mode.UPKEEP, tx -> {
            if (!SweepTurn.take(tx) || LeavingDay.isThere(tx)) {
                return false;
            }
            if (Partitions.existing(tx).contains(day)) {
                Tally.drop(tx, day);
                Partitions.cutOff(tx, day);
            }
            return true;
        });
    }
}
