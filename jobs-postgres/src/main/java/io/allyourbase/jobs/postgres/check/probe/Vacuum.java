package io.allyourbase.jobs.postgres.check.probe;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether vacuum keeps up with the tables that rows come to and go from all day, and how empty these are. */
final class Vacuum implements Probe {
    private static final long MANY_DEAD = 50_000;
    private static final Duration LONG_AGO = Duration.ofMinutes(10);
    private static final long BIG = 256L << 20;
    private static final long BYTES_OF_A_ROW = 2_000;
    private static final int MOSTLY_EMPTY = 10;
    private static final long MIB = 1L << 20;

    @Override
    public String name() {
        return "vacuum";
    }

    private record Table(
            String name, long live, long dead, Optional<Duration> vacuumed, long bytes, boolean isSwitchedOff) {
        String numbers() {
            return name + ": " + live + " live rows, " + dead + " dead, " + bytes / MIB + " MiB, vacuumed "
                    + vacuumed.map(ago -> Spans.of(ago) + " ago").orElse("never");
        }

        boolean isLagging() {
            return dead > MANY_DEAD
                    && dead > live / MOSTLY_EMPTY
                    && vacuumed.filter(ago -> ago.compareTo(LONG_AGO) < 0).isEmpty();
        }

        boolean isMostlyEmpty() {
            return bytes > BIG && bytes > MOSTLY_EMPTY * BYTES_OF_A_ROW * (live + dead);
        }
    }

    // Serves the server's statistics, not a table of ours.
    private static final Sql TABLES = Sql.of("""
            SELECT ours.relname AS name, n_live_tup AS live, n_dead_tup AS dead,
                   (extract(epoch FROM clock_timestamp() - greatest(last_vacuum, last_autovacuum)) * 1000000)::bigint
                       AS micros,
                   pg_relation_size(ours.oid) AS bytes,
                   current_setting('autovacuum') = 'off' OR current_setting('track_counts') = 'off'
                       OR coalesce('autovacuum_enabled=false' = ANY(reloptions), false)
                       OR coalesce('autovacuum_enabled=off' = ANY(reloptions), false) AS is_switched_off
            FROM pg_class AS ours
            JOIN pg_stat_user_tables ON relid = ours.oid
            WHERE relnamespace = ?::regnamespace AND relkind = 'r' AND NOT relispartition
              AND (ours.relname LIKE '\\_ayb\\_jobs%' OR ours.relname LIKE '\\_ayb\\_schedules%')
            ORDER BY ours.relname
            """);

    @Override
    public List<Finding> look(Transaction transaction) throws SQLException {
        List<Table> tables =
                transaction.query(TABLES, List.of(transaction.schema().quoted()), Vacuum::table);
        List<Finding> findings =
                tables.stream().map(this::finding).flatMap(Optional::stream).toList();
        if (!findings.isEmpty()) {
            return findings;
        }
        return tables.stream()
                .filter(table -> table.name.equals("_ayb_jobs"))
                .map(table -> Finding.ok(name(), table.numbers()))
                .toList();
    }

    private static Table table(Row row) throws SQLException {
        return new Table(
                row.text("name"),
                row.number("live"),
                row.number("dead"),
                row.maybeMicros("micros"),
                row.number("bytes"),
                row.flag("is_switched_off"));
    }

    private Optional<Finding> finding(Table table) {
        if (table.isSwitchedOff) {
            return Optional.of(finding(table, Severity.PROBLEM, "autovacuum is switched off for ")
                    .advice(
                            "Dead rows are never removed: the table grows, and claims slow down.",
                            "ALTER TABLE " + table.name + " RESET (autovacuum_enabled); and autovacuum = on, "
                                    + "track_counts = on on the server."));
        }
        if (table.isLagging()) {
            return Optional.of(finding(table, Severity.WARNING, "vacuum does not keep up with ")
                    .advice(
                            "Claims walk over dead rows.",
                            "Look for who holds the xmin horizon back; else VACUUM " + table.name
                                    + ", and give autovacuum more workers or autovacuum_vacuum_cost_limit."));
        }
        if (table.isMostlyEmpty()) {
            return Optional.of(finding(table, Severity.NOTE, "mostly empty space in ")
                    .advice(
                            "It is used again, and slows no claim; only the disk is fuller.",
                            "To give it back: VACUUM FULL " + table.name + " while no worker runs, or pg_repack."));
        }
        return Optional.empty();
    }

    private Finding finding(Table table, Severity severity, String what) {
        return Finding.of(severity, name(), what + table.numbers()).at(1, List.of(table.name));
    }
}
