package io.allyourbase.jobs.postgres.migrate;

import io.allyourbase.jobs.postgres.sql.SchemaName;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a schema is.
 *
 * @param number 0 where there are no tables
 * @param serves the oldest version whose program works on it
 */
record SchemaVersion(int number, int serves) {
    private static final SchemaVersion NONE = new SchemaVersion(0, 0);

    private static final Sql IS_MIGRATED = Sql.of("""
            SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = '_ayb_jobs_schema'
            """);

    private static final Sql VERSION = Sql.of("""
            SELECT coalesce(max(version), 0) AS number, coalesce(max(serves), 0) AS serves FROM ${schema}._ayb_jobs_schema
            """);

    static SchemaVersion of(Transaction transaction) throws SQLException {
        List<String> schema = List.of(transaction.schema().value());
        if (transaction.first(IS_MIGRATED, schema, row -> true).isEmpty()) {
            return NONE;
        }
        return transaction
                .first(VERSION, List.of(), row -> new SchemaVersion(row.integer("number"), row.integer("serves")))
                .orElse(NONE);
    }

    /** Why a program of that version does not work on it, and what to do; empty when it does. */
    Optional<String> problem(SchemaName schema, int program) {
        String tables = "the job tables in schema \"" + schema + "\" ";
        if (serves > program) {
            return Optional.of(tables + "have version " + number + ", which serves programs of version " + serves
                    + " and newer, but this program is of version " + program + "; use a newer program");
        }
        if (number < program) {
            return Optional.of((number == 0 ? tables + "are missing" : tables + "have version " + number)
                    + ", but this program needs version " + program + " of them; run: " + command(schema));
        }
        return Optional.empty();
    }

    private static String command(SchemaName schema) {
        return schema.equals(SchemaName.PUBLIC)
                ? "ayb migrate"
                : "ayb migrate --schema '" + schema.value().replace("'", "'\\''") + "'";
    }
}
