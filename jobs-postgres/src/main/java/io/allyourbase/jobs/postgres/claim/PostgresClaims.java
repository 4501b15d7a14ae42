package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Claims due jobs. Remembers where it stopped in each queue. Used by one engine's dispatcher, but safe for use by many
 * threads.
 */
public final class PostgresClaims implements Claims {
    private final Database database;
    private final LongSupplier nanoTime;
    private final Map<QueueName, Cursor> cursors = new ConcurrentHashMap<>();

    public PostgresClaims(Database database) {
        this(database, System::nanoTime);
    }

    /** @param nanoTime a clock that never goes back */
    PostgresClaims(Database database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
    }

    // _ayb_jobs_due, read once for each priority, so that urgent jobs that are not due yet are never stepped over; rows
    // that another claims are skipped. Found first and updated by id after, or the planner may lock more than the
    // limit.
    static final Sql CLAIM = Sql.of("""
            WITH due AS MATERIALIZED (
                SELECT job.id
                FROM (SELECT priority, coalesce(run_at, '-infinity') AS run_at,
                             coalesce(id, '00000000-0000-0000-0000-000000000000') AS id
                      FROM unnest(?::bigint[], ?::timestamptz[], ?::uuid[]) AS stop(priority, run_at, id)) AS stop
                CROSS JOIN LATERAL (
                    SELECT id FROM ${schema}._ayb_jobs
                    WHERE state = 'queued' AND queue = ? AND priority = stop.priority AND run_at <= now()
                      AND (run_at, id) > (stop.run_at, stop.id)
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
        Cursor cursor = cursors.computeIfAbsent(request.queue(), queue -> new Cursor());
        synchronized (cursor) {
            long start = nanoTime.getAsLong();
            List<Object> parameters = parameters(cursor.positions(start), request);
            boolean fromStart = cursor.isAtStart();
            parameters.addAll(
                    List.of(request.limit(), request.limit(), request.worker().value(), request.lease()));
            List<Job> jobs = database.transaction(
                    Mode.ENGINE, transaction -> transaction.query(CLAIM, parameters, JobRow::read));
            if (fromStart) {
                cursor.startedOver(start, nanoTime.getAsLong(), jobs.size());
            }
            cursor.passed(jobs);
            return jobs;
        }
    }

    private static List<Object> parameters(List<Cursor.Position> positions, Request request) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(Column.numbers(positions, position -> (long) position.priority()));
        parameters.add(Column.maybeInstants(positions, Cursor.Position::runAt));
        parameters.add(Column.maybeUuids(positions, position -> position.id().map(JobId::value)));
        parameters.add(request.queue().value());
        parameters.add(Column.texts(request.types(), JobType::value));
        return parameters;
    }

    // _ayb_jobs_due gives each priority's first; the least of nine is the next.
    static final Sql UNTIL_NEXT_DUE = Sql.of("""
            SELECT min(greatest(0, extract(epoch FROM job.run_at - now()) * 1000000))::bigint AS micros
            FROM (SELECT priority, coalesce(run_at, '-infinity') AS run_at,
                         coalesce(id, '00000000-0000-0000-0000-000000000000') AS id
                  FROM unnest(?::bigint[], ?::timestamptz[], ?::uuid[]) AS stop(priority, run_at, id)) AS stop
            CROSS JOIN LATERAL (
                SELECT run_at FROM ${schema}._ayb_jobs
                WHERE state = 'queued' AND queue = ? AND priority = stop.priority
                  AND (run_at, id) > (stop.run_at, stop.id)
                  AND type = ANY(?)
                ORDER BY run_at, id
                LIMIT 1
            ) AS job
            """, "_ayb_jobs_due");

    @Override
    public Optional<Duration> untilNextDue(Request request) {
        Cursor cursor = cursors.computeIfAbsent(request.queue(), queue -> new Cursor());
        synchronized (cursor) {
            List<Object> parameters = parameters(cursor.positions(nanoTime.getAsLong()), request);
            return database.transaction(
                            Mode.ENGINE,
                            transaction ->
                                    transaction.query(UNTIL_NEXT_DUE, parameters, row -> row.maybeMicros("micros")))
                    .get(0);
        }
    }
}
