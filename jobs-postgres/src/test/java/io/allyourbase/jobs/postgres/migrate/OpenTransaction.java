package io.allyourbase.jobs.postgres.migrate;

import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** A statement whose transaction somebody forgot to end. */
final class OpenTransaction implements AutoCloseable {
    private final Connection connection;

    private OpenTransaction(Connection connection) {
        this.connection = connection;
    }

    static OpenTransaction of(TestDatabase database, String statements) {
        try {
            Connection connection = DriverManager.getConnection(TestDatabase.url());
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        statements.replace("${schema}", database.schema().quoted()));
            }
            return new OpenTransaction(connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** As the server calls it. */
    int pid() {
        try {
            return connection.unwrap(PGConnection.class).getBackendPID();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
