package io.allyourbase.jobs.postgres.testing;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls that the server gives up, as it does when they take too long. */
public final class GivenUp {
    private GivenUp() {}

    /** Has a call wait for the table of jobs, and its statement canceled; throws what the call throws. */
    public static void call(TestDatabase database, Runnable call) throws Exception {
        String table = database.schema().quoted() + "._ayb_jobs";
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try (Connection locking = DriverManager.getConnection(TestDatabase.url());
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
            Future<?> called = caller.submit(call);
            await().until(() -> isOneCanceled(statement, table));
            called.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        } finally {
            caller.shutdownNow();
        }
    }

    private static boolean isOneCanceled(Statement statement, String table) throws SQLException {
        try (ResultSet waiting =
                statement.executeQuery("SELECT pg_cancel_backend(pid) FROM pg_locks WHERE NOT granted AND relation = '"
                        + table + "'::regclass")) {
            return waiting.next();
        }
    }
}
