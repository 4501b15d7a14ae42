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
import java.util.ArrayList;
import java.util.List;

/** Keeps a row for each worker. */
public final class PostgresPresence implements Presence {
    private final Database database;

    public PostgresPresence(Database database) {
        this.database = database;
    }

    private static final String SEEN = """
            INSERT INTO ${schema}._ayb_jobs_workers (worker_id, queues, types, concurrency, started_at, seen_at)
            VALUES (?, ?, ?, ?, now(), now())
            ON CONFLICT (worker_id) DO UPDATE SET seen_at = now()
            """;

    // The primary key of _ayb_jobs_workers.
    static final Sql BEAT = Sql.of(SEEN);

    // The primary keys of _ayb_jobs_workers and _ayb_jobs_counts. A worker's counts are set, not added to, so that
    // a beat whose answer was lost may be told again.
    static final Sql BEAT_AND_COUNT = Sql.of("""
            WITH counted AS (
                INSERT INTO ${schema}._ayb_jobs_counts AS own
                    (worker_id, leases_lost, stale_writes_refused, duplicate_executions)
                VALUES (?, ?, ?, ?)
                ON CONFLICT (worker_id) DO UPDATE
                SET leases_lost = excluded.leases_lost, stale_writes_refused = excluded.stale_writes_refused,
                    duplicate_executions = excluded.duplicate_executions
                WHERE (own.leases_lost, own.stale_writes_refused, own.duplicate_executions)
                    <> (excluded.leases_lost, excluded.stale_writes_refused, excluded.duplicate_executions)
            )
            """ + SEEN);

    @Override
    public void beat(Worker worker) {
        String id = worker.id().value();
        Column queues = Column.texts(worker.queues(), QueueName::value);
        Column types = Column.texts(worker.types(), JobType::value);
        List<Object> seen = List.of(id, queues, types, worker.concurrency());
        Counts counts = worker.counts();
        if (counts.equals(Counts.NONE)) {
            // The next beat makes up for one that is lost in a crash: only counts are worth a wait for the disk.
            database.statement(Mode.FORGETTABLE, tx -> tx.update(BEAT, seen));
        } else {
            List<Object> parameters = new ArrayList<>(
                    List.of(id, counts.leasesLost(), counts.staleWritesRefused(), counts.duplicateExecutions()));
            parameters.addAll(seen);
            database.statement(Mode.BRIEF, tx -> tx.update(BEAT_AND_COUNT, parameters));
        }
    }

    // The primary key of _ayb_jobs_workers.
    static final Sql LEAVE =
            Sql.of("DELETE FROM ${schema}._ayb_jobs_workers WHERE worker_id = ?", "_ayb_jobs_workers_pkey");

    @Override
    public void leave(WorkerId worker) {
        database.statement(Mode.BRIEF, tx -> tx.update(LEAVE, List.of(worker.value())));
    }
}
