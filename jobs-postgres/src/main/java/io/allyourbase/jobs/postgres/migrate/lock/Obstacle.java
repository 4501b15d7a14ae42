package io.allyourbase.jobs.postgres.migrate.lock;

import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who stands in a migration's way, in words for people. All it reads is the server's memory and catalogs. */
public record Obstacle(String text) {
    // The server hides other users' statements from those without the right to see them.
    private static final String SESSION = """
            coalesce('pid ' || a.pid || coalesce(' (' || a.state || ', in a transaction for '
                || extract(epoch FROM clock_timestamp() - a.xact_start)::int || ' s: '
                || left(regexp_replace(a.query, '\\s+', ' ', 'g'), 100) || ')', ''), 'a prepared transaction')
            """;

    private static final Sql TABLE_LOCK = Sql.of("SELECT " + SESSION + """
            || ' held a lock on ' || c.relname AS text
            FROM pg_locks l
            JOIN pg_class c ON c.oid = l.relation
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND n.nspname = ? AND left(c.relname, 5) = '_ayb_'
              AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid()
            ORDER BY a.xact_start, c.relkind DESC, c.relname
            LIMIT 1
            """);

    private static final Sql TURN = Sql.of("SELECT " + SESSION + """
            || ' is migrating them' AS text
            FROM pg_locks l
            LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
              AND l.classid::bigint = hashtext('ayb jobs')::bigint & 4294967295
              AND l.objid::bigint = hashtext(?)::bigint & 4294967295
            LIMIT 1
            """);

    private static final Sql OLD_TRANSACTION = Sql.of("SELECT " + SESSION + """
            || ' has a transaction open that a new index waits for' AS text
            FROM pg_stat_activity a
            WHERE a.datname = current_database() AND a.backend_type = 'client backend' AND a.xact_start < ?
              AND (a.backend_xid IS NOT NULL OR a.backend_xmin IS NOT NULL) AND a.pid <> pg_backend_pid()
            ORDER BY a.xact_start
            LIMIT 1
            """);

    /** The oldest transaction that has a lock on a table of ours. */
    public static Obstacle atTables(Transaction transaction) throws SQLException {
        return first(transaction, TABLE_LOCK, transaction.schema().value())
                .orElse(new Obstacle("nobody holds a lock on them now, but it was not over within a second"));
    }

    /** The process whose turn it is. */
    public static Obstacle atTurn(Transaction transaction) throws SQLException {
        return first(transaction, TURN, transaction.schema().value())
                .orElse(new Obstacle("another process was migrating them"));
    }

    /** A transaction that has been open since before that time, for whose end building an index concurrently waits. */
    public static Optional<Obstacle> openSince(Transaction transaction, Instant time) throws SQLException {
        return first(transaction, OLD_TRANSACTION, time);
    }

    private static Optional<Obstacle> first(Transaction transaction, Sql sql, Object parameter) throws SQLException {
        return transaction.first(sql, List.of(parameter), row -> new Obstacle(row.text("text")));
    }
}
