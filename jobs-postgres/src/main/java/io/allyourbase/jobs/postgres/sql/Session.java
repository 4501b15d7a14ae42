package io.allyourbase.jobs.postgres.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A borrowed connection and how it was set, so that it is given back so. */
public record Session(Connection connection, boolean autoCommit, int networkTimeout) {
    /**
     * From now on a call on the connection fails, and closes it, when the server says nothing for that long.
     *
     * @param answer zero for whatever the connection has
     */
    public static Session of(Connection connection, Duration answer) throws SQLException {
        Session before = new Session(connection, connection.getAutoCommit(), connection.getNetworkTimeout());
        if (!answer.isZero()) {
            connection.setNetworkTimeout(Runnable::run, (int) answer.toMillis());
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
}
