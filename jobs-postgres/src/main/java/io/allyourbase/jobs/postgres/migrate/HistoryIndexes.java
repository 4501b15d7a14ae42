package io.allyourbase.jobs.postgres.migrate;

import io.allyourbase.jobs.error.NotMigrated;
import io.allyourbase.jobs.postgres.migrate.lock.Moment;
import io.allyourbase.jobs.postgres.migrate.lock.Obstacle;
import io.allyourbase.jobs.postgres.migrate.lock.Turn;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Completes the indexes that a migration made {@code ON ONLY _ayb_jobs_history}: builds them on one partition after the
 * other, the newest first. Partitions made later have them from the start.
 */
final class HistoryIndexes {
    private static final String TABLE = "_ayb_jobs_history";

    /**
     * The newest first, but the one furthest ahead last: the whole is valid once its last part is attached, and not when
     * the oldest, which lacked its own, is dropped.
     */
    private static final Sql MISSING = Sql.of("""
            SELECT whole.relname AS whole, part.relname AS part,
                   CASE WHEN i.indisunique THEN 'UNIQUE INDEX' ELSE 'INDEX' END AS kind,
                   substring(pg_get_indexdef(i.indexrelid) FROM ' (USING .*)$') AS definition
            FROM pg_index i
            JOIN pg_class whole ON whole.oid = i.indexrelid
            JOIN pg_inherits child ON child.inhparent = i.indrelid
            JOIN pg_class part ON part.oid = child.inhrelid
            WHERE i.indrelid = '${schema}._ayb_jobs_history'::regclass AND NOT i.indisvalid
              AND NOT EXISTS (
                  SELECT 1 FROM pg_inherits attached JOIN pg_index own ON own.indexrelid = attached.inhrelid
                  WHERE attached.inhparent = i.indexrelid AND own.indrelid = part.oid)
            ORDER BY part.relname = max(part.relname) OVER (), part.relname DESC, whole.relname
            """);

    private final Database database;
    private final IndexBuild indexes;

    HistoryIndexes(Database database, IndexBuild indexes) {
        this.database = database;
        this.indexes = indexes;
    }

    private record Part(String whole, Index index) {}

    /** Builds what is missing, unless another process is at it. Answers what stands in the way. */
    Optional<Obstacle> complete() {
        if (!database.transaction(Mode.LOOK, HistoryIndexes::areMissing)) {
            return Optional.empty();
        }
        return database.transaction(Mode.PLAIN, turn -> {
            if (!Turn.take(turn)) {
                return Optional.empty();
            }
            return complete(turn);
        });
    }

    /** Whether some partition lacks one. */
    static boolean areMissing(Transaction transaction) throws SQLException {
        return !missing(transaction).isEmpty();
    }

    /** The same for who has the turn, whose transaction may be old by then. */
    Optional<Obstacle> complete(Transaction turn) throws SQLException {
        List<Part> missing = missing(turn);
        Turn.keep(turn);
        return build(missing);
    }

    private Optional<Obstacle> build(List<Part> parts) {
        for (Part part : parts) {
            try {
                Optional<Obstacle> obstacle = indexes.build(part.index());
                if (obstacle.isPresent()) {
                    return obstacle;
                }
                attach(part);
            } catch (NotMigrated e) {
                return Optional.of(new Obstacle(part.index().table() + " was dropped meanwhile"));
            }
        }
        return Optional.empty();
    }

    private void attach(Part part) {
        String statement = "ALTER INDEX " + part.whole() + " ATTACH PARTITION "
                + part.index().name();
        database.transaction(Mode.PLAIN, transaction -> {
            Moment.run(transaction, List.of(statement));
            return true;
        });
    }

    private static List<Part> missing(Transaction transaction) throws SQLException {
        return transaction.query(MISSING, List.of(), row -> {
            String whole = row.text("whole");
            String table = row.text("part");
            String name = table + whole.substring(TABLE.length());
            return new Part(whole, new Index(row.text("kind"), name, table, row.text("definition")));
        });
    }
}
