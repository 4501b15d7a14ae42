package io.allyourbase.jobs.postgres.migrate;

import io.allyourbase.jobs.postgres.migrate.lock.Moment;
import io.allyourbase.jobs.postgres.migrate.lock.Obstacle;
import io.allyourbase.jobs.postgres.sql.Contended;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.retry.ExponentialBackoff;
import io.allyourbase.jobs.retry.Jitter;
import io.allyourbase.jobs.retry.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again what others stand in the way of, until it is done or too much time has passed. For one use. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    /** Never shorter than a try may stand in the way of others, so that they get on in between. */
    private static final RetryPolicy PAUSES =
            new RetryPolicy(new ExponentialBackoff(Moment.LENGTH, Duration.ofSeconds(5)), new Jitter(1));

    private final Database database;
    private final Duration total;
    private final RandomGenerator random;
    private final long start = System.nanoTime();

    Patience(Database database, Duration total, RandomGenerator random) {
        this.database = database;
        this.total = total;
        this.random = random;
    }

    /**
     * Makes the attempt until it meets no obstacle.
     *
     * @param failure what to tell when patience ends, with {@code %s} for how long that was
     * @throws SchemaRefused when patience ends
     */
    void until(String failure, Supplier<Optional<Obstacle>> attempt) {
        Optional<Obstacle> obstacle = met(attempt);
        for (int tries = 1; obstacle.isPresent(); tries++) {
            String why = obstacle.get().text();
            Duration pause = PAUSES.waitAfter(tries, random.nextDouble());
            if (System.nanoTime() - start + pause.toNanos() > total.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                throw new SchemaRefused(failure.formatted(total.toSeconds() + " s") + ": " + why);
            }
            LOG.info("migration waits: {}", why);
            LockSupport.parkNanos(pause.toNanos());
            obstacle = met(attempt);
        }
    }

    private Optional<Obstacle> met(Supplier<Optional<Obstacle>> attempt) {
        try {
            return attempt.get();
        } catch (Contended e) {
            return Optional.of(database.transaction(Database.Mode.LOOK, Obstacle::atTables));
        }
    }
}
