package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.port.Claims.Request;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * For many types, which a statement would have to compare with each job: due jobs are locked and told, and those of
 * types that were asked for are taken. The others are let go untouched, and their types remembered and left out from
 * then on. Most often there are none.
 */
final class TakingUnlessForeign implements Taking {
    private final Set<JobType> foreign = new HashSet<>();

    // _ayb_jobs_due, as in TakingByType.
    static final Sql LOCK = Sql.of("""
            SELECT job.id, job.type
            FROM (SELECT queue, priority, coalesce(run_at, '-infinity') AS run_at,
                         coalesce(id, '00000000-0000-0000-0000-000000000000') AS id
                  FROM unnest(?::text[], ?::bigint[], ?::timestamptz[], ?::uuid[])
                      AS stop(queue, priority, run_at, id)) AS stop
            CROSS JOIN LATERAL (
                SELECT id, type FROM ${schema}._ayb_jobs
                WHERE state = 'queued' AND queue = stop.queue AND priority = stop.priority AND run_at <= now()
                  AND (run_at, id) > (stop.run_at, stop.id)
                  AND type <> ALL(?)
                ORDER BY run_at, id
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            ) AS job
            LIMIT ?
            """, "_ayb_jobs_due");

    private record Locked(JobId id, JobType type) {}

    @Override
    public boolean isOneStatement() {
        return false;
    }

    @Override
    public List<Job> take(Transaction transaction, List<Stop> stops, Request request) throws SQLException {
        foreign.removeAll(request.types());
        boolean isNews = true;
        List<Locked> ours = List.of();
        // Again where what was locked was all of types not met before: ours may be behind.
        while (ours.isEmpty() && isNews) {
            List<Locked> locked = lock(transaction, stops, request.limit());
            ours = locked.stream()
                    .filter(job -> request.types().contains(job.type))
                    .toList();
            isNews = false;
            for (Locked job : locked) {
                isNews |= !request.types().contains(job.type) && foreign.add(job.type);
            }
        }
        return ours.isEmpty() ? List.of() : claim(transaction, ours, request);
    }

    private List<Locked> lock(Transaction transaction, List<Stop> stops, int limit) throws SQLException {
        List<Object> parameters = new ArrayList<>(Stop.columns(stops));
        parameters.addAll(List.of(Column.texts(foreign, JobType::value), limit, limit));
        return transaction.query(
                LOCK, parameters, row -> new Locked(new JobId(row.uuid("id")), new JobType(row.text("type"))));
    }

    // The primary key of _ayb_jobs.
    static final Sql CLAIM = Sql.of("""
            UPDATE ${schema}._ayb_jobs
            SET state = 'running', attempts = attempts + 1, fence = fence + 1, worker_id = ?,
                lease_until = now() + ? * interval '1 microsecond', last_run_at = now(), updated_at = now()
            WHERE id = ANY(?)
            RETURNING
            """ + JobRow.OF_JOBS, "_ayb_jobs_pkey");

    private static List<Job> claim(Transaction transaction, List<Locked> jobs, Request request) throws SQLException {
        return transaction.query(
                CLAIM,
                List.of(request.worker().value(), request.lease(), Column.uuids(jobs, job -> job.id.value())),
                JobRow::read);
    }

    @Override
    public NextDue nextDue(Transaction transaction, List<Stop> stops, Request request) throws SQLException {
        return NextDue.look(transaction, NextDue.OF_OTHERS, stops, foreign);
    }
}
