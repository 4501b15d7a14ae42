package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Claims due jobs. */
public final class PostgresClaims implements Claims {
    private final Database database;

    public PostgresClaims(Database database) {
        this.database = database;
    }

    // _ayb_jobs_due, read once for each priority, so that urgent jobs that are not due yet are never stepped over; rows
    // that another claims are skipped. Found first and updated by id after, or the planner may lock more than the
    // limit.
    static final Sql CLAIM = Sql.of("""
            WITH due AS MATERIALIZED (
                SELECT job.id
                FROM generate_series(1, 9) AS level(priority)
                CROSS JOIN LATERAL (
                    SELECT id FROM ${schema}._ayb_jobs
                    WHERE state = 'queued' AND queue = ? AND priority = level.priority AND run_at <= now()
                      AND type = ANY(?)
                    ORDER BY run_at, id
                    LIMIT ?
                    FOR UPDATE SKIP LOCKED
                ) AS job
                LIMIT ?
            )
            UPDATE ${schema}._ayb_jobs
            SET state = 'running', attempts = attempts + 1, fence = fence + 1, worker_id = ?,
                lease_until = now() + ? * interval '1 microsecond', last_run_at = now(), updated_at = now()
            WHERE id = ANY(ARRAY(SELECT id FROM due))
            RETURNING
            """ + JobRow.OF_JOBS, "_ayb_jobs_due");

    @Override
    public List<Job> claim(Request request) {
        Column types = Column.texts(request.types(), JobType::value);
        return database.transaction(
                Mode.ENGINE,
                transaction -> transaction.query(
                        CLAIM,
                        List.of(
                                request.queue().value(),
                                types,
                                request.limit(),
                                request.limit(),
                                request.worker().value(),
                                request.lease()),
                        JobRow::read));
    }

    // _ayb_jobs_due gives each priority's first; the least of nine is the next.
    static final Sql UNTIL_NEXT_DUE = Sql.of("""
            SELECT min(greatest(0, extract(epoch FROM job.run_at - now()) * 1000000))::bigint AS micros
            FROM generate_series(1, 9) AS level(priority)
            CROSS JOIN LATERAL (
                SELECT run_at FROM ${schema}._ayb_jobs
                WHERE state = 'queued' AND queue = ? AND priority = level.priority AND type = ANY(?)
                ORDER BY run_at, id
                LIMIT 1
            ) AS job
            """, "_ayb_jobs_due");

    @Override
    public Optional<Duration> untilNextDue(Request request) {
        Column types = Column.texts(request.types(), JobType::value);
        return database.transaction(
                        Mode.ENGINE,
                        transaction -> transaction.query(
                                UNTIL_NEXT_DUE,
                                List.of(request.queue().value(), types),
                                row -> row.maybeMicros("micros")))
                .get(0);
    }
}
