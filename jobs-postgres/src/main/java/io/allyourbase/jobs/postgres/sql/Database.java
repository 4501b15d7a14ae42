package io.allyourbase.jobs.postgres.sql;

import io.allyourbase.jobs.error.InvalidInput;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database, seen through one schema. Safe for use by many threads. */
public final class Database {
    private static final int TRIES = 4;
    // Whatever the pool's own level is: statements here count on seeing what others committed before them.
    private static final String READ_COMMITTED = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; ";

    private final DataSource dataSource;
    private final SchemaName schema;

    public Database(DataSource dataSource, SchemaName schema) {
        this.dataSource = dataSource;
        this.schema = schema;
    }

    /** What a transaction's statements run under. */
    public enum Mode {
        /** As the connection is set. */
        PLAIN(""),
        /** By index, whatever the statistics say: they are stale in a table that fills and empties all day. */
        ENGINE("SET LOCAL enable_seqscan = off; SET LOCAL jit = off; "),
        /** In an index's own order, of which a list needs only the start: the planner can't know how little. */
        LISTING(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off; SET LOCAL jit = off; SET LOCAL statement_timeout = '30s'; "),
        /** As the engine's, and bounded, so that upkeep never stands in the way of work. */
        UPKEEP(
                "SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '30s'; "),
        /** To look at everything as it was at one moment, and change nothing; times are spelled in one way. */
        SURVEY(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL jit = off; SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '30s'; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; "),
        /** For what may be lost in a crash, and so need not wait for the disk. */
        FORGETTABLE("SET LOCAL synchronous_commit = off; ");

        private final String settings;

        Mode(String settings) {
            this.settings = settings;
        }
    }

    public SchemaName schema() {
        return schema;
    }

    /** A connection of the caller's own, which it must close. */
    public Connection connect() throws SQLException {
        return dataSource.getConnection();
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
     * Done again as a transaction is.
     *
     * @throws io.allyourbase.jobs.error.JobsException when the database fails, without SQL in the message
     */
    public <T> T statement(Work<T> work) {
        return again(() -> alone(work));
    }

    private <T> T again(Attempt<T> attempt) {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.make();
            } catch (SQLException e) {
                if (tried == TRIES || !SqlFailure.isConflict(e)) {
                    throw SqlFailure.of(e, schema);
                }
            }
        }
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
            return work.in(new Transaction(connection, schema, ""));
        } catch (SQLException e) {
            throw SqlFailure.of(e, schema);
        }
    }

    private <T> T alone(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                return work.in(new Transaction(connection, schema, ""));
            } finally {
                restore(connection, autoCommit);
            }
        }
    }

    private <T> T once(Mode mode, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T answer = work.in(new Transaction(connection, schema, READ_COMMITTED + mode.settings));
                connection.commit();
                return answer;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            } finally {
                restore(connection, autoCommit);
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

    private static void restore(Connection connection, boolean autoCommit) throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(autoCommit);
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
