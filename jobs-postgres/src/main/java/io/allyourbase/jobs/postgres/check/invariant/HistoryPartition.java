package io.allyourbase.jobs.postgres.check.invariant;

import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A partition of the history as it is, whoever made it. */
record HistoryPartition(String name, String bounds) {
    // Serves the planner's catalogs, not a table of ours.
    private static final Sql ALL = Sql.of("""
            SELECT part.relname AS name, pg_get_expr(part.relpartbound, part.oid) AS bounds
            FROM pg_inherits
            JOIN pg_class AS part ON part.oid = inhrelid
            WHERE inhparent = '${schema}._ayb_jobs_history'::regclass
            ORDER BY part.relname
            """);

    static List<HistoryPartition> all(Transaction transaction) throws SQLException {
        return transaction.query(ALL, List.of(), row -> new HistoryPartition(row.text("name"), row.text("bounds")));
    }

    /** The day that it is for; empty when its name and its bounds do not both say so. */
    Optional<LocalDate> day() {
        return Partitions.day(name).filter(this::isOf);
    }

    private boolean isOf(LocalDate day) {
        String whole = "FOR VALUES FROM ('" + day + " 00:00:00+00') TO ('" + day.plusDays(1) + " 00:00:00+00')";
        return bounds.equals(whole);
    }
}
