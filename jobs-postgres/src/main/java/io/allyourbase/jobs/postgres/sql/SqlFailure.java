package io.allyourbase.jobs.postgres.sql;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.error.NotMigrated;
import io.allyourbase.jobs.error.QueueUnavailable;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Set;

/** Sorts what went wrong by SQLSTATE (Postgres documentation, appendix A): into what callers can do about it. */
final class SqlFailure {
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");
    /** Lock not had in time; canceled by a timeout. */
    private static final Set<String> OUT_OF_TIME = Set.of("55P03", "57014");
    /** Shut down, crashed, starting; a standby that can't be written. */
    private static final Set<String> UNAVAILABLE = Set.of("57P01", "57P02", "57P03", "57P05", "25006");

    private static final Set<String> NOT_MIGRATED = Set.of("42P01", "3F000", "42703");

    private SqlFailure() {}

    /** Whether the same transaction may well succeed when it is done again. */
    static boolean isConflict(SQLException failure) {
        return CONFLICTS.contains(state(failure));
    }

    static JobsException of(SQLException failure, SchemaName schema) {
        String state = state(failure);
        if (state.equals("23514")) {
            return new MissingPartition(failure);
        }
        if (state.startsWith("28") || state.equals("3D000")) {
            return new JobsException("the database refused the connection: " + reason(failure), failure);
        }
        if (CONFLICTS.contains(state) || OUT_OF_TIME.contains(state)) {
            return new Contended("the database is not available: " + reason(failure), failure);
        }
        if (isUnavailable(failure, state)) {
            return new QueueUnavailable("the database is not available: " + reason(failure), failure);
        }
        if (NOT_MIGRATED.contains(state)) {
            return new NotMigrated(
                    "the job tables in schema \"" + schema + "\" are missing or of another version; run: ayb migrate",
                    failure);
        }
        if (state.equals("42501")) {
            return new JobsException("the database user lacks a right: " + reason(failure), failure);
        }
        return new JobsException("the database refused a statement (SQLSTATE " + state + ")", failure);
    }

    private static boolean isUnavailable(SQLException failure, String state) {
        return state.isEmpty()
                || state.startsWith("08")
                || state.startsWith("53")
                || UNAVAILABLE.contains(state)
                || failure instanceof SQLTransientException;
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
