package io.allyourbase.jobs.postgres.presence;

import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Counts;
import io.allyourbase.jobs.port.Presence;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.util.List;

/** Keeps a row for each worker. */
public final class PostgresPresence implements Presence {
    private final Database database;

    public PostgresPresence(Database database) {
        this.database = database;
    }

    // The primary key of _ayb_jobs_workers, a table of a few rows: those that are gone are found by reading it. A
    // worker's
    // counts are set, not added to, so that a beat whose answer was lost may be told again.
    static final Sql BEAT = Sql.of("""
            WITH gone AS (
                DELETE FROM ${schema}._ayb_jobs_workers WHERE seen_at < now() - interval '1 day' AND worker_id <> ?
            ), counted AS (
                INSERT INTO ${schema}._ayb_jobs_counts AS own
                    (worker_id, leases_lost, stale_writes_refused, duplicate_executions)
                SELECT told.* FROM (VALUES (?::text, ?::bigint, ?::bigint, ?::bigint)) AS told(worker_id, lost, stale, twice)
                WHERE lost + stale + twice > 0
                ON CONFLICT (worker_id) DO UPDATE
                SET leases_lost = excluded.leases_lost, stale_writes_refused = excluded.stale_writes_refused,
                    duplicate_executions = excluded.duplicate_executions
                WHERE (own.leases_lost, own.stale_writes_refused, own.duplicate_executions)
                    <> (excluded.leases_lost, excluded.stale_writes_refused, excluded.duplicate_executions)
            )
            INSERT INTO ${schema}._ayb_jobs_workers (worker_id, queues, types, concurrency, started_at, seen_at)
            VALUES (?, ?, ?, ?, now(), now())
            ON CONFLICT (worker_id) DO UPDATE SET seen_at = now()
            """);

    @Override
    public void beat(Worker worker) {
        Column queues = Column.texts(worker.queues(), QueueName::value);
        Column types = Column.texts(worker.types(), JobType::value);
        String id = worker.id().value();
        Counts counts = worker.counts();
        List<Object> parameters = List.of(
                id,
                id,
                counts.leasesLost(),
                counts.staleWritesRefused(),
                counts.duplicateExecutions(),
                id,
                queues,
                types,
                worker.concurrency());
        // The next beat makes up for one that is lost in a crash. Only counts are worth a wait for the disk.
        Mode mode = counts.equals(Counts.NONE) ? Mode.FORGETTABLE : Mode.BRIEF;
        database.statement(mode, tx -> tx.update(BEAT, parameters));
    }

    // The primary key of _ayb_jobs_workers.
    static final Sql LEAVE =
            Sql.of("DELETE FROM ${schema}._ayb_jobs_workers WHERE worker_id = ?", "_ayb_jobs_workers_pkey");

    @Override
    public void leave(WorkerId worker) {
        database.statement(Mode.BRIEF, tx -> tx.update(LEAVE, List.of(worker.value())));
    }
}
