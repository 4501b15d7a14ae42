package io.allyourbase.jobs.postgres.presence;

import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
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

    // The primary key of _ayb_jobs_workers, a table of a few rows: those that are gone are found by reading it.
    static final Sql BEAT = Sql.of("""
            WITH gone AS (
                DELETE FROM ${schema}._ayb_jobs_workers WHERE seen_at < now() - interval '1 day' AND worker_id <> ?
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
        database.transaction(Mode.BRIEF, tx -> tx.update(BEAT, List.of(id, id, queues, types, worker.concurrency())));
    }

    // The primary key of _ayb_jobs_workers.
    static final Sql LEAVE =
            Sql.of("DELETE FROM ${schema}._ayb_jobs_workers WHERE worker_id = ?", "_ayb_jobs_workers_pkey");

    @Override
    public void leave(WorkerId worker) {
        database.transaction(Mode.BRIEF, tx -> tx.update(LEAVE, List.of(worker.value())));
    }
}
