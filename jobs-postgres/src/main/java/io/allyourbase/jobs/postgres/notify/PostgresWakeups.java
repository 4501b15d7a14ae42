package io.allyourbase.jobs.postgres.notify;

import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.Wakeups;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Session;
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
 * Hears NOTIFY on a connection that it keeps, as long as others get theirs. Where that can't be had, or breaks, a wait is
 * just a wait, and a later one tries again: polling alone suffices.
 */
public final class PostgresWakeups implements Wakeups {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresWakeups.class);
    // The driver can't be interrupted while it waits, so that closing takes this long at most.
    private static final Duration SLICE = Duration.ofMillis(200);
    /** Those who wait for longer than this need the connection more. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(10);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);
    private static final int CHECK_SECONDS = 1;
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Database database;
    private final Hints hints;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Session session;
    /** When it was last known that the connection leads to a server. */
    private long heardAt;
    /** Until then the pool's connections are left to others. */
    private long deafUntil = System.nanoTime();

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
        if (database.isStarved(PATIENCE)) {
            disconnect();
            deafUntil = System.nanoTime() + UNTIL_NEXT_TRY.toNanos();
        }
        if (System.nanoTime() - deafUntil < 0) {
            pause(atMost);
            return Set.of();
        }
        try {
            PGConnection listening = listening();
            // Zero would wait for ever.
            PGNotification[] received = listening.getNotifications((int) Math.max(1, atMost.toMillis()));
            if (received == null || received.length == 0) {
                checkLine();
                return Set.of();
            }
            heardAt = System.nanoTime();
            return Arrays.stream(received)
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

    /** A connection that died without a word is as silent as one with nothing to say. */
    private void checkLine() throws SQLException {
        if (session != null && System.nanoTime() - heardAt > LONGEST_SILENCE.toNanos()) {
            if (!session.connection().isValid(CHECK_SECONDS)) {
                throw new SQLException("the connection that hears notifications is dead");
            }
            heardAt = System.nanoTime();
        }
    }

    private PGConnection listening() throws SQLException {
        if (session == null) {
            Session fresh = connect();
            session = fresh;
            heardAt = System.nanoTime();
            fresh.connection().setAutoCommit(true);
            try (Statement statement = fresh.connection().createStatement()) {
                String channel = Channel.name(database.schema());
                statement.execute("LISTEN \"" + channel.replace("\"", "\"\"") + "\"");
            }
        }
        return session.connection().unwrap(PGConnection.class);
    }

    private Session connect() throws SQLException {
        Connection connection = database.connect();
        try {
            return Session.of(connection, ANSWER);
        } catch (SQLException | RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    private void disconnect() {
        Session old = session;
        session = null;
        if (old == null) {
            return;
        }
        try (Connection connection = old.connection()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("UNLISTEN *");
            }
            old.restore();
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
