package io.allyourbase.jobs.postgres.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Held by a session of its own: no vacuum takes away what came to an end since. */
public final class OldSnapshot implements AutoCloseable {
    private final Connection holder;

    private OldSnapshot(Connection holder) {
        this.holder = holder;
    }

    /** Takes one now. */
    public static OldSnapshot hold() {
        try {
            Connection holder = DriverManager.getConnection(TestDatabase.url());
            holder.setAutoCommit(false);
            holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = holder.createStatement()) {
                statement.execute("SELECT 1 FROM pg_class LIMIT 1");
            }
            return new OldSnapshot(holder);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            holder.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
