package io.allyourbase.jobs.postgres.sql.copy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the server may take to begin a COPY, as while it waits for a lock: the driver has a limit for queries alone.
 * When that is over the server is asked to give it up.
 */
final class StartLimit {
    private static final Logger LOG = LoggerFactory.getLogger(StartLimit.class);

    private final PGConnection connection;
    private final Duration limit;

    StartLimit(PGConnection connection, Duration limit) {
        this.connection = connection;
        this.limit = limit;
    }

    /** What begins a COPY, and returns when it has begun. */
    @FunctionalInterface
    interface Start<T> {
        T begin() throws SQLException;
    }

    <T> T hold(Start<T> start) throws SQLException {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> over = begun.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyAsync(tooLong -> cancel(), StartLimit::onThreadOfItsOwn);
        try {
            return start.begin();
        } finally {
            begun.complete(null);
            // One that is under way must not meet what the connection does next.
            over.join();
        }
    }

    private Void cancel() {
        try {
            connection.cancelQuery();
        } catch (SQLException e) {
            LOG.debug("the server could not be asked to give up a COPY", e);
        }
        return null;
    }

    /** Canceling opens a connection, which may take its time. */
    private static void onThreadOfItsOwn(Runnable body) {
        Thread thread = new Thread(body, "ayb-jobs-cancel");
        thread.setDaemon(true);
        thread.start();
    }
}
