package io.allyourbase.jobs.postgres.migrate;

import io.allyourbase.jobs.postgres.migrate.identity.ReplicaIdentity;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.MissingPartition;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The history's partitions, one for each day (UTC) on which jobs finish. */
public final class Partitions {
    private static final int DAYS_AHEAD = 7;
    /** Longer than those that finish jobs take, and short for those that queue behind it. */
    private static final Duration CUT_OFF_WAIT = Duration.ofMillis(50);

    private static final String PREFIX = "_ayb_jobs_history_";

    /** The table that holds the day that was cut off last, until it is dropped. */
    public static final String LEAVING = PREFIX + "leaving";

    private static final Sql LOCK =
            Sql.of("SELECT pg_advisory_xact_lock(hashtext('ayb jobs partitions'), hashtext(?))");

    private static final Sql TODAY = Sql.of("SELECT (now() AT TIME ZONE 'UTC')::date::text AS today");

    // Serves the planner's catalogs, not a table of ours.
    private static final Sql EXISTING = Sql.of("""
            SELECT c.relname AS name
            FROM pg_inherits i
            JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = '${schema}._ayb_jobs_history'::regclass
            ORDER BY c.relname
            """);

    private Partitions() {}

    /**
     * Keeps others that make partitions in the schema out until the transaction ends. A migration does not: it may take
     * long, and jobs finish meanwhile.
     */
    private static void lock(Transaction transaction) throws SQLException {
        transaction.query(LOCK, List.of(transaction.schema().value()), row -> true);
    }

    /** Makes those that are missing, from today to a week ahead. */
    public static void make(Transaction transaction) throws SQLException {
        lock(transaction);
        LocalDate today = today(transaction);
        List<LocalDate> existing = existing(transaction);
        for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
            LocalDate day = today.plusDays(ahead);
            if (!existing.contains(day)) {
                // Made and then attached, which locks out neither readers nor those that finish jobs.
                transaction.script("CREATE TABLE " + name(day) + " (LIKE _ayb_jobs_history INCLUDING DEFAULTS); "
                        + ReplicaIdentity.of(name(day)) + "; ALTER TABLE _ayb_jobs_history ATTACH PARTITION "
                        + name(day) + " FOR VALUES FROM ('"
                        + day + " 00:00:00+00') TO ('" + day.plusDays(1) + " 00:00:00+00')");
            }
        }
    }

    /** The days that have one. Partitions that somebody else made, for whatever else, are left alone. */
    public static List<LocalDate> existing(Transaction transaction) throws SQLException {
        return transaction.query(EXISTING, List.of(), row -> day(row.text("name"))).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** The day that a partition is named after; empty when it has another name. */
    public static Optional<LocalDate> day(String name) {
        try {
            String digits = name.substring(Math.min(name.length(), PREFIX.length()));
            LocalDate day = LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
            return Optional.of(day).filter(each -> name(each).equals(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Today by the database's clock, in UTC. */
    public static LocalDate today(Transaction transaction) throws SQLException {
        return transaction
                .first(TODAY, List.of(), row -> LocalDate.parse(row.text("today")))
                .orElseThrow();
    }

    /** Makes {@link #LEAVING} of a day's partition, unless others use the history for longer than a moment. */
    public static void cutOff(Transaction transaction, LocalDate day) throws SQLException {
        transaction.script("SET LOCAL lock_timeout = " + CUT_OFF_WAIT.toMillis()
                + "; ALTER TABLE _ayb_jobs_history DETACH PARTITION " + name(day) + "; ALTER TABLE " + name(day)
                + " RENAME TO " + LEAVING);
    }

    /** The name of a day's partition: letters and digits only. */
    public static String name(LocalDate day) {
        return PREFIX + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    /** Does work that moves jobs to the history; when today's partition is missing, makes it and does the work again. */
    public static <T> T transaction(Database database, Database.Mode mode, Database.Work<T> work) {
        return withToday(database, () -> database.transaction(mode, work));
    }

    /** As {@link #transaction}, for work of one statement. */
    public static <T> T statement(Database database, Database.Mode mode, Database.Work<T> work) {
        return withToday(database, () -> database.statement(mode, work));
    }

    private static <T> T withToday(Database database, Supplier<T> work) {
        try {
            return work.get();
        } catch (MissingPartition missing) {
            database.transaction(Database.Mode.UPKEEP, transaction -> {
                make(transaction);
                return true;
            });
            return work.get();
        }
    }
}
