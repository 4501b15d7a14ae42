package io.allyourbase.jobs.postgres.sql;

import io.allyourbase.jobs.error.InvalidInput;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** A borrowed connection and how it was set, so that it is given back so. */
public record Session(Connection connection, boolean autoCommit, int networkTimeout) {
    /** Spring's, by its name only: most programs have none. */
    private static final String IN_CALLERS_TRANSACTION = "TransactionAwareDataSourceProxy";

    /**
     * From now on a call on the connection fails, and closes it, when the server says nothing for that long.
     *
     * @param answer zero for whatever the connection has
     * @throws InvalidInput when it is in a transaction of somebody else's, which setting it would commit
     */
    public static Session of(Connection connection, Duration answer) throws SQLException {
        Session before = new Session(connection, connection.getAutoCommit(), connection.getNetworkTimeout());
        if (!answer.isZero()) {
            connection.setNetworkTimeout(Runnable::run, (int) answer.toMillis());
        }
        if (hasWritten(connection)) {
            before.restore();
            throw new InvalidInput(
                    "dataSource",
                    "hands out a connection in the middle of a transaction that has written; pass a pool, and enqueue in"
                            + " a transaction by in(connection)");
        }
        return before;
    }

    /** Sets it as it was, unless it is closed. */
    public void restore() throws SQLException {
        if (!connection.isClosed()) {
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
            connection.setAutoCommit(autoCommit);
        }
    }

    /**
     * A data source whose connections may be set, committed and closed.
     *
     * @throws InvalidInput when they are those of the caller's transaction
     */
    static DataSource check(DataSource dataSource) {
        if (dataSource.getClass().getSimpleName().equals(IN_CALLERS_TRANSACTION)) {
            throw new InvalidInput(
                    "dataSource",
                    "is a " + IN_CALLERS_TRANSACTION
                            + ", whose connections are in the caller's transaction; pass the one"
                            + " that it wraps, and enqueue in a transaction by in(connection)");
        }
        return dataSource;
    }

    /** A pool that asks whether a connection is alive may leave a transaction open too, but one that only read. */
    private static boolean hasWritten(Connection connection) throws SQLException {
        if (!isOpen(connection)) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT txid_current_if_assigned() IS NOT NULL")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static boolean isOpen(Connection connection) throws SQLException {
        return !connection.getAutoCommit()
                && connection.isWrapperFor(BaseConnection.class)
                && connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.OPEN;
    }
}
