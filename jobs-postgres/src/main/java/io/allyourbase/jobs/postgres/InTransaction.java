package io.allyourbase.jobs.postgres;

import io.allyourbase.jobs.handler.Handler;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.postgres.outcome.OwnTransaction;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Calls a handler in a transaction, and completes its run there. */
record InTransaction<P>(DataSource dataSource, SchemaName schema, TransactionHandler<P> handler) implements Handler<P> {
    @Override
    public void handle(P payload, Run run) throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                handler.handle(payload, run, connection);
                run.completeBy(() ->
                        OwnTransaction.complete(connection, schema, run.job().run(), ""));
                connection.commit();
            } catch (Exception | Error e) {
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
}
