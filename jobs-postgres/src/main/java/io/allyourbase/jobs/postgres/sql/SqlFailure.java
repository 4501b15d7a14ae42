package io.allyourbase.jobs.postgres.sql;

import io.allyourbase.jobs.error.AccessRefused;
import io.allyourbase.jobs.error.ContentRefused;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.error.NotMigrated;
import io.allyourbase.jobs.error.QueueUnavailable;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Sorts what went wrong by SQLSTATE (Postgres documentation, appendix A): into what callers can do about it. */
final class SqlFailure {
    /** Given up because somebody, or a timeout, asked for it. */
    static final String CANCELED = "57014";

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");
    private static final String LOCK_NOT_HAD = "55P03";
    private static final String CHECK_FAILED = "23514";
    /** Whatever was asked: a broken connection, a rollback, no resources, not in the right state, an operator, the system. */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "40", "53", "55", "57", "58");
    /** A standby that can't be written; transactions that took too long. */
    private static final Set<String> UNAVAILABLE = Set.of("25006", "25P03", "25P04");
    /** A value out of range or of the wrong form, a constraint, a limit: another value might do. */
    private static final Set<String> CONTENT_CLASSES = Set.of("22", "23", "54");

    private static final Set<String> NOT_MIGRATED = Set.of("42P01", "3F000", "42703");
    private static final Set<String> SESSION_ENDED = Set.of("FATAL", "PANIC");

    private SqlFailure() {}

    /** Whether the same transaction may well succeed when it is done again. */
    static boolean isConflict(SQLException failure) {
        return CONFLICTS.contains(state(failure)) || isPlanOutdated(failure);
    }

    /** A prepared statement met a table that was migrated, or is not known behind the pooler; it is prepared anew. */
    private static boolean isPlanOutdated(SQLException failure) {
        String state = state(failure);
        String routine = said(failure).map(ServerErrorMessage::getRoutine).orElse("");
        return state.equals("26000") || (state.equals("0A000") && routine.equals("RevalidateCachedQuery"));
    }

    /** Of a statement on the host's own tables: what is amiss there is not for us to migrate. */
    static JobsException ofHosts(SQLException failure, SchemaName schema) {
        String state = state(failure);
        return NOT_MIGRATED.contains(state) || state.equals(CHECK_FAILED)
                ? new JobsException("the database refused a statement on your table: " + reason(failure), failure)
                : of(failure, schema);
    }

    static JobsException of(SQLException failure, SchemaName schema) {
        String state = state(failure);
        if (state.equals(CHECK_FAILED)) {
            return new MissingPartition(failure);
        }
        if (state.startsWith("28") || state.equals("3D000")) {
            return new AccessRefused("the database refused the connection: " + reason(failure), failure);
        }
        if (state.equals("42501")) {
            return new AccessRefused("the database user lacks a right: " + reason(failure), failure);
        }
        if (NOT_MIGRATED.contains(state)) {
            return new NotMigrated(
                    "the job tables in schema \"" + schema + "\" are missing or of another version; run: ayb migrate",
                    failure);
        }
        boolean isOutOfTime = state.equals(CANCELED);
        if (isOutOfTime || state.equals(LOCK_NOT_HAD) || isConflict(failure)) {
            return new Contended("the database is not available: " + reason(failure), failure, isOutOfTime);
        }
        if (isUnavailable(failure, state)) {
            return new QueueUnavailable("the database is not available: " + reason(failure), failure);
        }
        String message = "the database refused a statement (SQLSTATE " + state + ")";
        return CONTENT_CLASSES.contains(sqlClass(state))
                ? new ContentRefused(message, failure)
                : new JobsException(message, failure);
    }

    private static boolean isUnavailable(SQLException failure, String state) {
        return state.isEmpty()
                || UNAVAILABLE_CLASSES.contains(sqlClass(state))
                || UNAVAILABLE.contains(state)
                || said(failure)
                        .map(ServerErrorMessage::getSeverity)
                        .filter(SESSION_ENDED::contains)
                        .isPresent()
                || failure instanceof SQLTransientException;
    }

    private static String sqlClass(String state) {
        return state.substring(0, Math.min(2, state.length()));
    }

    /** What the server said, if it was the server. */
    private static Optional<ServerErrorMessage> said(SQLException failure) {
        if (failure.getCause() instanceof SQLException cause) {
            Optional<ServerErrorMessage> inner = said(cause);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return failure instanceof PSQLException told
                ? Optional.ofNullable(told.getServerErrorMessage())
                : Optional.empty();
    }

    /** The innermost state: pools wrap what the driver threw. Empty when there is none, as of a pool that is closed. */
    private static String state(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return failure.getCause() instanceof SQLException cause && !state(cause).isEmpty() ? state(cause) : state;
    }

    private static String reason(SQLException failure) {
        Throwable innermost = failure;
        while (innermost.getCause() instanceof SQLException cause) {
            innermost = cause;
        }
        String message = innermost.getMessage() == null ? "no reason given" : innermost.getMessage();
        String line = message.lines().findFirst().orElse("no reason given").strip();
        return line.replaceFirst("^(FATAL|ERROR): ", "").replaceAll("\\.$", "").transform(SqlFailure::lowered);
    }

    private static String lowered(String text) {
        boolean sentence =
                text.length() > 1 && Character.isUpperCase(text.charAt(0)) && Character.isLowerCase(text.charAt(1));
        return sentence ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
    }
}
