package io.allyourbase.jobs.postgres.sql;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.error.JobsException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import javax.sql.DataSource;

/** The database, seen through one schema. Safe for use by many threads. */
public final class Database {
    private static final int TRIES = 4;
    // Whatever the pool's own level is: statements here count on seeing what others committed before them.
    private static final String READ_COMMITTED = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; ";

    private static final String BY_INDEX = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off; ";
    // Where little is read of much, in an index's order: the planner can't know how little.
    private static final String IN_ORDER =
            BY_INDEX + "SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off; ";
    // What is found by one index has but one good plan, and to make that each time costs as much as a small claim.
    private static final String PLANNED_ONCE = "SET LOCAL plan_cache_mode = force_generic_plan; ";
    // A client that is stopped or cut off in the middle would keep its locks: claims and recovery pass over what is
    // locked, and outcomes wait for it. A claim locks even jobs that another took while it looked.
    private static final String NEVER_LEFT_OPEN = "SET LOCAL idle_in_transaction_session_timeout = '2s'; ";
    // A connection may die without a word, and then waits for ever.
    private static final Duration ANSWER = Duration.ofSeconds(10);
    // The server does not hear when this side gives up, so it must give up first. Else what waits there for a lock is
    // joined by each further try, and takes effect when nobody expects it any more.
    private static final int PATIENCE_SECONDS = 9;
    private static final String PATIENCE = "SET LOCAL statement_timeout = '" + PATIENCE_SECONDS + "s'; ";

    private static final Duration AFTER_30_SECONDS = Duration.ofSeconds(35);

    private final DataSource dataSource;
    private final SchemaName schema;
    private final AtomicInteger waiting = new AtomicInteger();
    /** When the first of those who wait began to, or one of them last stopped. */
    private volatile long queueMovedAt = System.nanoTime();

    /** @throws InvalidInput when the data source's connections are those of the caller's transaction */
    public Database(DataSource dataSource, SchemaName schema) {
        this.dataSource = Session.check(dataSource);
        this.schema = schema;
    }

    /** What a transaction's statements run under, and how long this side waits for the server's word. */
    public enum Mode {
        /** For the steps of migrations alone, which take as long as they take. */
        PLAIN("", NEVER_LEFT_OPEN, Duration.ZERO),
        /** For what a migration looks at before, between and after its steps. */
        LOOK(PATIENCE, NEVER_LEFT_OPEN, ANSWER),
        /** By index, whatever the statistics say: they are stale in a table that fills and empties all day. */
        ENGINE(BY_INDEX + PATIENCE, NEVER_LEFT_OPEN, ANSWER),
        /**
         * As the engine's, and in the order of the index: in a table that once held little of each queue, it would seem
         * cheap to fetch and sort a whole one for each claim. Whether it was given up for a lock, or because it walked too
         * far, can be told.
         */
        CLAIM(IN_ORDER + PLANNED_ONCE + "SET LOCAL lock_timeout = '8s'; " + PATIENCE, NEVER_LEFT_OPEN, ANSWER),
        /** As the engine's, but soon tells that a row is held: others go on, even in the time that closing takes. */
        OUTCOMES(BY_INDEX + PLANNED_ONCE + "SET LOCAL lock_timeout = '2s'; " + PATIENCE, NEVER_LEFT_OPEN, ANSWER),
        /** In the host's tables, however large and by whatever index. */
        HOSTS(
                "SET LOCAL lock_timeout = '9s'; SET LOCAL statement_timeout = '5min'; ",
                NEVER_LEFT_OPEN,
                Duration.ofMinutes(5).plusSeconds(5)),
        /**
         * In an index's own order, of which a list needs only the start: the planner can't know how little. As of one
         * moment: where a page ends is asked after what is on it.
         */
        LISTING(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; " + IN_ORDER
                        + "SET LOCAL statement_timeout = '30s'; ",
                "",
                AFTER_30_SECONDS),
        /** As the engine's, but soon gives way, so that upkeep never stands in the way of work. */
        UPKEEP(
                BY_INDEX + "SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '30s'; ",
                NEVER_LEFT_OPEN,
                AFTER_30_SECONDS),
        /** As upkeep's, but of most of a table, where the planner knows best. */
        CENSUS(
                "SET LOCAL jit = off; SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '30s'; ",
                NEVER_LEFT_OPEN,
                AFTER_30_SECONDS),
        /** As upkeep's, for what is soon of no use, or is done again soon. */
        BRIEF(
                BY_INDEX + PLANNED_ONCE + "SET LOCAL lock_timeout = '200ms'; SET LOCAL statement_timeout = '5s'; ",
                NEVER_LEFT_OPEN,
                ANSWER),
        /** To look at everything as it was at one moment, and change nothing; times are spelled in one way. */
        SURVEY(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL jit = off; SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '30s'; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; ",
                "",
                Duration.ZERO),
        /** For what may be lost in a crash, and so need not wait for the disk. */
        FORGETTABLE("SET LOCAL synchronous_commit = off; " + PATIENCE, "", ANSWER);

        private final String settings;
        /** What matters only between statements. */
        private final String whileOpen;

        private final Duration answer;

        Mode(String settings, String whileOpen, Duration answer) {
            this.settings = settings;
            this.whileOpen = whileOpen;
            this.answer = answer;
        }
    }

    public SchemaName schema() {
        return schema;
    }

    /** A connection of the caller's own, which it must close. */
    public Connection connect() throws SQLException {
        if (waiting.getAndIncrement() == 0) {
            queueMovedAt = System.nanoTime();
        }
        try {
            return dataSource.getConnection();
        } finally {
            queueMovedAt = System.nanoTime();
            waiting.decrementAndGet();
        }
    }

    /** Whether somebody waits for a connection, and for so long nobody has got one. */
    public boolean isStarved(Duration forSoLong) {
        return waiting.get() > 0 && System.nanoTime() - queueMovedAt > forSoLong.toNanos();
    }

    /**
     * Does the work in one transaction: all of it or, when it throws, nothing. Done again a few times when it only
     * lost against another transaction.
     *
     * @throws io.allyourbase.jobs.error.JobsException when the database fails, without SQL in the message
     */
    public <T> T transaction(Mode mode, Work<T> work) {
        return again(() -> once(mode, work));
    }

    /**
     * Does one statement, which is a transaction by itself: in one round trip, under whatever the session is set to.
     * When it takes too long, or a COPY too long to begin, the driver asks the server to give it up. Done again as a
     * transaction is.
     *
     * @throws io.allyourbase.jobs.error.JobsException when the database fails, without SQL in the message
     */
    public <T> T statement(Work<T> work) {
        return again(() -> alone(ANSWER, work));
    }

    /**
     * Runs one statement as it is, in no transaction, for as long as it takes; its names are the caller's to qualify. Done
     * again as a transaction is.
     *
     * @throws io.allyourbase.jobs.error.JobsException when the database fails, without SQL in the message
     */
    public void bare(String statement) {
        again(() -> alone(Duration.ZERO, transaction -> {
            transaction.bare(statement);
            return true;
        }));
    }

    /**
     * Does one statement in a transaction of its own, which begins and commits in the same round trip: it is never open
     * while the server waits for this side. Done again as a transaction is.
     *
     * @throws io.allyourbase.jobs.error.JobsException when the database fails, without SQL in the message
     */
    public <T> T statement(Mode mode, Work<T> work) {
        return again(() -> inOneTrip(mode, work), mode == Mode.HOSTS ? SqlFailure::ofHosts : SqlFailure::of);
    }

    private <T> T again(Attempt<T> attempt) {
        return again(attempt, SqlFailure::of);
    }

    private <T> T again(Attempt<T> attempt, BiFunction<SQLException, SchemaName, JobsException> told) {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.make();
            } catch (SQLException e) {
                if (tried == TRIES || !SqlFailure.isConflict(e)) {
                    throw told.apply(e, schema);
                }
            }
        }
    }

    /**
     * What time it is by its clock.
     *
     * @throws io.allyourbase.jobs.error.JobsException when the database fails
     */
    public Instant now() {
        return statement(Transaction::now);
    }

    /**
     * Does the work in the transaction that the caller's connection is in, and leaves its end to the caller.
     *
     * @throws InvalidInput when the connection is in autocommit mode
     */
    public static <T> T within(Connection connection, SchemaName schema, Work<T> work) {
        try {
            if (connection.getAutoCommit()) {
                throw new InvalidInput("connection", "is in autocommit mode; it must be in a transaction");
            }
            return work.in(new Transaction(connection, schema));
        } catch (SQLException e) {
            throw SqlFailure.of(e, schema);
        }
    }

    private <T> T alone(Duration answer, Work<T> work) throws SQLException {
        try (Connection connection = connect()) {
            Session session = Session.of(connection, answer);
            connection.setAutoCommit(true);
            try {
                return work.in(Transaction.alone(connection, schema, PATIENCE_SECONDS));
            } finally {
                session.restore();
            }
        }
    }

    private <T> T inOneTrip(Mode mode, Work<T> work) throws SQLException {
        try (Connection connection = connect()) {
            Session session = Session.of(connection, mode.answer);
            connection.setAutoCommit(true);
            try {
                return work.in(Transaction.ofOneStatement(connection, schema, mode.settings));
            } catch (SQLException | RuntimeException | Error e) {
                endOpen(connection, e);
                throw e;
            } finally {
                session.restore();
            }
        }
    }

    /** To the driver the connection is in autocommit mode, where it refuses to roll back. */
    private static void endOpen(Connection connection, Throwable cause) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private <T> T once(Mode mode, Work<T> work) throws SQLException {
        try (Connection connection = connect()) {
            Session session = Session.of(connection, mode.answer);
            connection.setAutoCommit(false);
            try {
                String settings = READ_COMMITTED + mode.settings + mode.whileOpen;
                T answer = work.in(new Transaction(connection, schema, settings));
                connection.commit();
                return answer;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            } finally {
                session.restore();
            }
        }
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private interface Attempt<T> {
        T make() throws SQLException;
    }

    /** Statements that belong together. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }
}
