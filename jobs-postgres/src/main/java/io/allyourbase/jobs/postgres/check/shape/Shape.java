package io.allyourbase.jobs.postgres.check.shape;

import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tables of a schema, their columns, indexes and constraints, each as one line of text: the same for every Postgres
 * version. Partitions are left out: they are as their table is.
 */
public record Shape(SortedMap<String, String> parts) {
    private static final String SHIPPED = "shape.txt";
    private static final String SEPARATOR = ": ";

    /** What the migrations make. Written from them: a test fails when it is not what they make. */
    public static Shape shipped() {
        try (InputStream file = Shape.class.getResourceAsStream(SHIPPED)) {
            if (file == null) {
                throw new IllegalStateException("no " + SHIPPED);
            }
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Serves the planner's catalogs, not a table of ours.
    static final Sql LINES = Sql.of("""
            WITH ours AS (
                SELECT oid, relname, relkind FROM pg_class
                WHERE relnamespace = ?::regnamespace AND relkind IN ('r', 'p', 'v') AND NOT relispartition
                  AND relname LIKE '\\_ayb\\_%'
            )
            SELECT format('table %s: %s', relname,
                          CASE relkind WHEN 'r' THEN 'plain' WHEN 'p' THEN 'partitioned by ' || pg_get_partkeydef(oid)
                          ELSE 'view of ' || (
                              SELECT string_agg(DISTINCT read.relname, ', ') FROM pg_rewrite
                              JOIN pg_depend ON classid = 'pg_rewrite'::regclass AND objid = pg_rewrite.oid
                              JOIN pg_class AS read ON refclassid = 'pg_class'::regclass AND refobjid = read.oid
                              WHERE ev_class = ours.oid AND read.oid <> ours.oid) END) AS line
            FROM ours
            UNION ALL
            SELECT format('column %s.%s: %s%s%s', relname, attname, format_type(atttypid, atttypmod),
                          CASE WHEN attnotnull THEN ' not null' ELSE '' END,
                          coalesce(' default ' || pg_get_expr(adbin, adrelid), ''))
            FROM ours
            JOIN pg_attribute ON attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
            LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            UNION ALL
            SELECT format('index %s.%s: %s%s', ours.relname, index.relname,
                          CASE WHEN indisunique THEN 'unique ' ELSE '' END,
                          substring(pg_get_indexdef(indexrelid) from ' USING (.*)$'))
            FROM ours
            JOIN pg_index ON indrelid = ours.oid
            JOIN pg_class AS index ON index.oid = indexrelid
            WHERE NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND conrelid = indrelid)
            UNION ALL
            SELECT format('constraint %s.%s: %s', relname, conname, pg_get_constraintdef(pg_constraint.oid))
            FROM ours
            JOIN pg_constraint ON conrelid = ours.oid AND contype IN ('p', 'u', 'c', 'f', 'x')
            """);

    /** What the transaction's schema has. */
    public static Shape of(Transaction transaction) throws SQLException {
        return of(transaction.query(LINES, List.of(transaction.schema().quoted()), row -> row.text("line")));
    }

    private static Shape of(List<String> lines) {
        SortedMap<String, String> parts = new TreeMap<>();
        for (String line : lines) {
            int end = line.indexOf(SEPARATOR);
            parts.put(line.substring(0, end), line.substring(end + SEPARATOR.length()));
        }
        return new Shape(parts);
    }

    /** As a text that {@link #shipped} reads. */
    String text() {
        StringBuilder text = new StringBuilder();
        parts.forEach((name, definition) ->
                text.append(name).append(SEPARATOR).append(definition).append('\n'));
        return text.toString();
    }
}
