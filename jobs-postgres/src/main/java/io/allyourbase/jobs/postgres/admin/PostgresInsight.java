package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.explain.JobFacts;
import io.allyourbase.jobs.explain.LiveWorker;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.JobInsight;
import io.allyourbase.jobs.port.Presence;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What bears on where a job is, and who is at work. */
public final class PostgresInsight implements JobInsight {
    private final Database database;

    public PostgresInsight(Database database) {
        this.database = database;
    }

    // _ayb_jobs_due counts those ahead, in each priority up to the job's own; the workers are few. One statement, one
    // snapshot.
    static final Sql FACTS = Sql.of("""
            SELECT job.*, now() AS now,
                   CASE WHEN job.state = 'queued' AND job.run_at <= now() THEN (
                       SELECT count(*) FROM (
                           SELECT 1
                           FROM generate_series(1, job.priority) AS level(priority)
                           CROSS JOIN LATERAL (
                               SELECT 1 FROM ${schema}._ayb_jobs AS other
                               WHERE other.state = 'queued' AND other.queue = job.queue
                                 AND other.priority = level.priority AND other.run_at <= now()
                                 AND (other.priority < job.priority OR (other.run_at, other.id) < (job.run_at, job.id))
                               ORDER BY other.run_at, other.id
                               LIMIT ?
                           ) AS ahead
                           LIMIT ?
                       ) AS counted
                   ) ELSE 0 END AS ahead,
                   (SELECT count(*) FROM ${schema}._ayb_jobs_workers
                    WHERE seen_at > now() - ? * interval '1 microsecond'
                      AND job.queue = ANY(queues) AND job.type = ANY(types)) AS live_workers
            FROM (
            """ + PostgresAdmin.BY_ID + ") AS job", "_ayb_jobs_due");

    @Override
    public Optional<JobFacts> facts(JobId id) {
        List<Object> parameters =
                List.of(JobFacts.MOST_COUNTED, JobFacts.MOST_COUNTED, Presence.PATIENCE, id.value(), id.value());
        return database.transaction(
                Mode.ENGINE,
                transaction -> transaction.first(
                        FACTS,
                        parameters,
                        row -> new JobFacts(
                                JobRow.read(row),
                                row.instant("now"),
                                row.number("ahead"),
                                row.integer("live_workers"))));
    }

    // _ayb_jobs_lease has all that run: never more than all workers have slots. Only leases that have not ended, or it
    // would walk over what the index still has of runs that did. The workers are few.
    static final Sql WORKERS = Sql.of("""
            SELECT worker.worker_id, worker.queues, worker.types, worker.concurrency, worker.started_at, worker.seen_at,
                   coalesce(own.running, 0) AS running
            FROM ${schema}._ayb_jobs_workers AS worker
            LEFT JOIN (
                SELECT worker_id, count(*) AS running FROM ${schema}._ayb_jobs
                WHERE state = 'running' AND lease_until > now()
                GROUP BY worker_id
            ) AS own ON own.worker_id = worker.worker_id
            WHERE worker.seen_at > now() - ? * interval '1 microsecond'
            ORDER BY worker.started_at, worker.worker_id
            """, "_ayb_jobs_lease");

    @Override
    public List<LiveWorker> workers() {
        return database.transaction(
                Mode.ENGINE,
                transaction -> transaction.query(WORKERS, List.of(Presence.PATIENCE), PostgresInsight::worker));
    }

    private static LiveWorker worker(Row row) throws SQLException {
        return new LiveWorker(
                new WorkerId(row.text("worker_id")),
                row.texts("queues").stream().map(QueueName::new).collect(Collectors.toSet()),
                row.texts("types").stream().map(JobType::new).collect(Collectors.toSet()),
                row.integer("concurrency"),
                row.integer("running"),
                row.instant("started_at"),
                row.instant("seen_at"));
    }
}
