package io.allyourbase.jobs.postgres.check.invariant;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** No index of the queue's tables is half made. That of a partitioned table is so until each partition has its part. */
final class ValidIndexes implements Invariant {
    // Serves the planner's catalogs, not a table of ours.
    static final Sql INVALID = Sql.of("""
            SELECT index.relname AS name
            FROM pg_index
            JOIN pg_class AS index ON index.oid = indexrelid
            JOIN pg_class AS ours ON ours.oid = indrelid
            WHERE ours.relnamespace = ?::regnamespace
              AND (ours.relname LIKE '\\_ayb\\_jobs%' OR ours.relname LIKE '\\_ayb\\_schedules%')
              AND NOT (indisvalid AND indisready AND indislive)
            ORDER BY index.relname
            """);

    @Override
    public List<Finding> broken(Transaction transaction, Scope scope, LocalDate today) throws SQLException {
        return transaction.query(INVALID, List.of(transaction.schema().quoted()), row -> invalid(row.text("name")));
    }

    private static Finding invalid(String name) {
        return Finding.of(Severity.PROBLEM, "index-invalid", "index " + name + " is invalid")
                .advice(
                        "It is not used, or lacks rows. A CREATE or REINDEX INDEX CONCURRENTLY failed, or is under way.",
                        "If none is under way: REINDEX INDEX CONCURRENTLY " + name
                                + "; DROP INDEX one whose name ends in _ccnew or _ccold.")
                .at(1, List.of(name));
    }
}
