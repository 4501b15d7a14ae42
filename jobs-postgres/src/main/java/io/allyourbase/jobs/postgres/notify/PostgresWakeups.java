package io.allyourbase.jobs.postgres.notify;

import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.Wakeups;
import io.allyourbase.jobs.postgres.sql.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears NOTIFY on a connection that it keeps. Where that can't be had, or breaks, a wait is just a wait, and the next
 * one tries again: polling alone suffices.
 */
public final class PostgresWakeups implements Wakeups {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresWakeups.class);
    // The driver can't be interrupted while it waits, so that closing takes this long at most.
    private static final Duration SLICE = Duration.ofMillis(200);

    private final Database database;
    private final Hints hints;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Connection connection;
    private volatile Consumer<Set<QueueName>> ear = queues -> {};

    /** @param hints of what this process enqueues */
    public PostgresWakeups(Database database, Hints hints) {
        this.database = database;
        this.hints = hints;
    }

    @Override
    public void onOwn(Consumer<Set<QueueName>> ear) {
        hints.removeEar(this.ear);
        this.ear = ear;
        hints.addEar(ear);
    }

    @Override
    public Set<QueueName> await(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        Set<QueueName> hinted = Set.of();
        while (hinted.isEmpty() && closed.getCount() > 0 && deadline - System.nanoTime() > 0) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            hinted = slice(left.compareTo(SLICE) < 0 ? left : SLICE);
        }
        if (closed.getCount() == 0) {
            disconnect();
        }
        return hinted;
    }

    @Override
    public void close() {
        hints.removeEar(ear);
        closed.countDown();
    }

    private Set<QueueName> slice(Duration atMost) {
        try {
            PGConnection listening = listening();
            // Zero would wait for ever.
            PGNotification[] received = listening.getNotifications((int) Math.max(1, atMost.toMillis()));
            return received == null
                    ? Set.of()
                    : Arrays.stream(received)
                            .map(PostgresWakeups::queue)
                            .flatMap(Optional::stream)
                            .collect(Collectors.toSet());
        } catch (SQLException e) {
            LOG.debug("no notifications for now; polling goes on", e);
            disconnect();
            pause(atMost);
            return Set.of();
        }
    }

    private static Optional<QueueName> queue(PGNotification notification) {
        String name = notification.getParameter();
        return name.isEmpty() ? Optional.empty() : Optional.of(new QueueName(name));
    }

    private PGConnection listening() throws SQLException {
        if (connection == null) {
            Connection fresh = database.connect();
            connection = fresh;
            fresh.setAutoCommit(true);
            try (Statement statement = fresh.createStatement()) {
                String channel = Channel.name(database.schema());
                statement.execute("LISTEN \"" + channel.replace("\"", "\"\"") + "\"");
            }
        }
        return connection.unwrap(PGConnection.class);
    }

    private void disconnect() {
        Connection old = connection;
        connection = null;
        if (old == null) {
            return;
        }
        try (old;
                Statement statement = old.createStatement()) {
            statement.execute("UNLISTEN *");
        } catch (SQLException e) {
            LOG.debug("the connection that heard notifications was broken already", e);
        }
    }

    private void pause(Duration atMost) {
        try {
            closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }
}
