package io.allyourbase.jobs.postgres.notify;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether what one connection notifies is heard by another, tried on a channel that nobody else listens to. */
public final class ListenTrial {
    private static final Logger LOG = LoggerFactory.getLogger(ListenTrial.class);
    private static final Sql NOTIFY = Sql.of("SELECT pg_notify(?, '')");

    private ListenTrial() {}

    /** How it went. */
    public enum Result {
        HEARD,
        /** Not heard, and the session is not with the server itself. */
        BEHIND_A_POOLER,
        NOT_HEARD
    }

    /** Tries it, on two connections, and waits so long at most. */
    public static Result of(Database database, Duration patience) {
        String channel = "ayb_trial_" + UUID.randomUUID();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("LISTEN \"" + channel + "\"");
                boolean isHeard = isHeard(database, connection.unwrap(PGConnection.class), channel, patience);
                statement.execute("UNLISTEN \"" + channel + "\"");
                return isHeard ? Result.HEARD : isPooled(statement) ? Result.BEHIND_A_POOLER : Result.NOT_HEARD;
            }
        } catch (SQLException | JobsException e) {
            LOG.debug("no trial of LISTEN", e);
            return Result.NOT_HEARD;
        }
    }

    private static boolean isHeard(Database database, PGConnection listening, String channel, Duration patience)
            throws SQLException {
        database.statement(Mode.ENGINE, transaction -> transaction.query(NOTIFY, List.of(channel), row -> true));
        PGNotification[] heard = listening.getNotifications((int) patience.toMillis());
        return heard != null && heard.length > 0;
    }

    /** The server names its process when a session starts; a pooler can't name that of each later transaction. */
    private static boolean isPooled(Statement statement) throws SQLException {
        int named = statement.getConnection().unwrap(PGConnection.class).getBackendPID();
        try (ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1) != named;
        }
    }
}
