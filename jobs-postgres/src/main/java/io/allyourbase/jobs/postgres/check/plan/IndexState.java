package io.allyourbase.jobs.postgres.check.plan;

import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.List;

/** What has become of an index. */
enum IndexState {
    MISSING,
    /** Not kept up, or not used: as after a CREATE INDEX CONCURRENTLY that failed. */
    INVALID,
    VALID;

    // Serves the planner's catalogs, not a table of ours.
    static final Sql FIND = Sql.of("""
            SELECT indisvalid AND indisready AS is_valid FROM pg_index
            JOIN pg_class AS index ON index.oid = indexrelid
            WHERE index.relnamespace = ?::regnamespace AND index.relname = ?
            """);

    static IndexState of(Transaction transaction, String name) throws SQLException {
        return transaction
                .first(
                        FIND,
                        List.of(transaction.schema().quoted(), name),
                        row -> row.flag("is_valid") ? VALID : INVALID)
                .orElse(MISSING);
    }
}
