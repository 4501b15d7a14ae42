package io.allyourbase.jobs.postgres.retention;

import io.allyourbase.jobs.port.Retention;
import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Makes the history's partitions for the days to come, and drops those whose jobs need not be kept. */
public final class PostgresRetention implements Retention {
    private static final int BATCH = 5_000;

    private final Database database;
    private final PartitionDrop drop;

    public PostgresRetention(Database database) {
        this.database = database;
        this.drop = new PartitionDrop(database, new Random());
    }

    @Override
    public void sweep(Duration keep) {
        database.transaction(Mode.UPKEEP, tx -> {
            Partitions.make(tx);
            return true;
        });
        compact();
        fold();
        LocalDate firstKept = database.transaction(Mode.UPKEEP, tx -> firstKept(tx, keep));
        for (LocalDate day : database.transaction(Mode.UPKEEP, tx -> before(firstKept, tx))) {
            // Each round is a transaction of its own, so that none is ever long.
            Optional<UUID> last = Optional.of(new UUID(0, 0));
            while (last.isPresent()) {
                last = dropKeys(day, last.get());
            }
            drop.drop(day);
        }
        database.transaction(Mode.UPKEEP, tx -> dropStrayTally(tx, firstKept));
    }

    private static final Sql OLDEST_KEPT = Sql.of("SELECT now() - ? * interval '1 microsecond' AS oldest");

    private static LocalDate firstKept(Transaction tx, Duration keep) throws SQLException {
        Instant oldest = tx.first(OLDEST_KEPT, List.of(keep), row -> row.instant("oldest"))
                .orElseThrow();
        return LocalDate.ofInstant(oldest, ZoneOffset.UTC);
    }

    private static List<LocalDate> before(LocalDate firstKept, Transaction tx) throws SQLException {
        return Partitions.existing(tx).stream()
                .filter(day -> day.isBefore(firstKept))
                .toList();
    }

    // The tally is small.
    static final Sql DROP_STRAY_TALLY = Sql.of("""
            DELETE FROM ${schema}._ayb_jobs_tally WHERE day < ?::date AND day <> ALL(?::date[])
            """);

    /**
     * Drops what is told of days that are gone. The drop of a day can't see what others have not committed by then: a sum
     * of its counts, or a retry's.
     */
    private static int dropStrayTally(Transaction tx, LocalDate firstKept) throws SQLException {
        Column existing = Column.texts(Partitions.existing(tx), LocalDate::toString);
        return tx.update(DROP_STRAY_TALLY, List.of(firstKept.toString(), existing));
    }

    // The tally is read whole: compacting is what keeps it small.
    static final Sql COMPACT = Sql.of("""
            WITH rows AS MATERIALIZED (
                SELECT ctid AS at FROM ${schema}._ayb_jobs_tally FOR UPDATE SKIP LOCKED
            ), taken AS (
                DELETE FROM ${schema}._ayb_jobs_tally WHERE ctid = ANY(ARRAY(SELECT at FROM rows)) RETURNING *
            )
            INSERT INTO ${schema}._ayb_jobs_tally (day, state, n)
            SELECT day, state, sum(n) FROM taken GROUP BY day, state
            """);

    private void compact() {
        database.transaction(Mode.UPKEEP, tx -> tx.update(COMPACT, List.of()));
    }

    // The counts and the workers are few. A worker that stood still for a day, was forgotten, and went on would be
    // counted twice.
    static final Sql FOLD = Sql.of("""
            WITH gone AS (
                DELETE FROM ${schema}._ayb_jobs_counts AS one
                WHERE worker_id <> '' AND NOT EXISTS (
                    SELECT 1 FROM ${schema}._ayb_jobs_workers AS worker WHERE worker.worker_id = one.worker_id)
                RETURNING *
            )
            INSERT INTO ${schema}._ayb_jobs_counts AS total
                (worker_id, leases_lost, stale_writes_refused, duplicate_executions)
            SELECT '', sum(leases_lost), sum(stale_writes_refused), sum(duplicate_executions) FROM gone HAVING count(*) > 0
            ON CONFLICT (worker_id) DO UPDATE
            SET leases_lost = total.leases_lost + excluded.leases_lost,
                stale_writes_refused = total.stale_writes_refused + excluded.stale_writes_refused,
                duplicate_executions = total.duplicate_executions + excluded.duplicate_executions
            """);

    /** Adds up what workers counted that are gone. */
    private void fold() {
        database.transaction(Mode.UPKEEP, tx -> tx.update(FOLD, List.of()));
    }

    // The day's part of _ayb_jobs_history_id, read on from the last batch's end; the primary key of _ayb_jobs_keys. A
    // failed job may be being retried: that is waited for, and then the job is here no more and keeps its key.
    static final Sql DROP_KEYS = Sql.of("""
            WITH batch AS MATERIALIZED (
                SELECT id, type, idempotency_key, state FROM ${schema}._ayb_jobs_history
                WHERE finished_at >= ?::timestamptz AND finished_at < ?::timestamptz AND id > ?
                ORDER BY id
                LIMIT ?
            ), failed AS MATERIALIZED (
                SELECT id FROM ${schema}._ayb_jobs_history
                WHERE finished_at >= ?::timestamptz AND finished_at < ?::timestamptz
                  AND id = ANY(ARRAY(SELECT id FROM batch WHERE state = 'failed' AND idempotency_key IS NOT NULL))
                FOR UPDATE
            ), gone AS (
                DELETE FROM ${schema}._ayb_jobs_keys AS key USING batch
                WHERE key.type = batch.type AND key.idempotency_key = batch.idempotency_key AND key.job_id = batch.id
                  AND (batch.state <> 'failed' OR batch.id = ANY(ARRAY(SELECT id FROM failed)))
            )
            SELECT id FROM batch ORDER BY id DESC LIMIT 1
            """);

    /** Drops the keys of a batch of the day's jobs; answers the last of these, or empty when there was none. */
    private Optional<UUID> dropKeys(LocalDate day, UUID after) {
        Instant start = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return database.transaction(
                Mode.UPKEEP,
                tx -> tx.first(DROP_KEYS, List.of(start, end, after, BATCH, start, end), row -> row.uuid("id")));
    }
}
