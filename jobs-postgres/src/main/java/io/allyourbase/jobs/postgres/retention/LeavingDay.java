package io.allyourbase.jobs.postgres.retention;

import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.sql.Contended;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The day that was cut off the history and is not dropped yet. None of its jobs is found any more, so their keys may go:
 * batch by batch, for they may be millions, and whoever finishes jobs would wait if they went while the history is locked.
 */
public final class LeavingDay {
    private static final int BATCH = 5_000;

    private final Database database;

    LeavingDay(Database database) {
        this.database = database;
    }

    // Serves the catalogs, not a table of ours; and as rows, so that a transaction of one snapshot sees what it had.
    private static final Sql FIND = Sql.of("""
            SELECT c.oid::bigint AS id FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ?
            """);

    private static Optional<Long> find(Transaction transaction) throws SQLException {
        return transaction.first(
                FIND, List.of(transaction.schema().value(), Partitions.LEAVING), row -> row.number("id"));
    }

    /** Whether there is one: keys may name jobs of it, which are nowhere. */
    public static boolean isThere(Transaction transaction) throws SQLException {
        return find(transaction).isPresent();
    }

    /**
     * Drops it, if it is there. Answers whether it is there no more, which it still is where another process is at it.
     *
     * @throws Contended when somebody reads it: to be tried again later
     */
    boolean drop() {
        Optional<Place> place = Optional.of(Place.START);
        while (place.isPresent()) {
            Place done = place.get();
            place = database.transaction(Mode.UPKEEP, tx -> goOn(tx, done));
        }
        return !database.transaction(Mode.UPKEEP, LeavingDay::isThere);
    }

    /**
     * How far the keys are gone.
     *
     * @param table of which day: others may have dropped it meanwhile, and cut off the next
     */
    private record Place(long table, UUID last) {
        static final UUID FIRST = new UUID(0, 0);
        static final Place START = new Place(0, FIRST);

        UUID in(long other) {
            return table == other ? last : FIRST;
        }
    }

    // The day's own index on id, read on from the last batch's end; the primary key of _ayb_jobs_keys. A job that was
    // retried is here no more, and keeps its key.
    static final Sql DROP_KEYS = Sql.of("""
            WITH batch AS MATERIALIZED (
                SELECT id, type, idempotency_key FROM ${schema}._ayb_jobs_history_leaving
                WHERE id > ?
                ORDER BY id
                LIMIT ?
            ), gone AS (
                DELETE FROM ${schema}._ayb_jobs_keys AS key USING batch
                WHERE key.type = batch.type AND key.idempotency_key = batch.idempotency_key AND key.job_id = batch.id
            )
            SELECT id FROM batch ORDER BY id DESC LIMIT 1
            """);

    /** Drops the keys of one batch or, when all are gone, the table. Empty when there is nothing more to do. */
    private static Optional<Place> goOn(Transaction tx, Place done) throws SQLException {
        Optional<Long> table = SweepTurn.take(tx) ? find(tx) : Optional.empty();
        if (table.isEmpty()) {
            return Optional.empty();
        }
        Optional<UUID> last = tx.first(DROP_KEYS, List.of(done.in(table.get()), BATCH), row -> row.uuid("id"));
        if (last.isEmpty()) {
            tx.script("DROP TABLE " + Partitions.LEAVING);
        }
        return last.map(id -> new Place(table.get(), id));
    }
}
