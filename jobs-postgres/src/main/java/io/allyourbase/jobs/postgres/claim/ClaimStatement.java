package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.port.Claims.Request;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds due jobs, locks and takes them. */
final class ClaimStatement {
    private ClaimStatement() {}

    // _ayb_jobs_due, read once for each queue and priority, so that urgent jobs that are not due yet are never stepped
    // over; rows that another claims are skipped. Found first and updated after, or the planner may lock more than the
    // limit; by place, where the lock holds them: one that was changed just before is left to the next claim.
    private static final String DUE = """
            WITH due AS MATERIALIZED (
                SELECT job.place FROM
            """ + Stop.ROWS + """
                CROSS JOIN LATERAL (
                    SELECT ctid AS place FROM ${schema}._ayb_jobs
                    WHERE state = 'queued' AND queue = stop.queue AND priority = stop.priority AND run_at <= now()
                      AND (run_at, id) > (stop.run_at, stop.id)
                      AND type
            """;

    private static final String TAKE = """
                    ORDER BY run_at, id
                    LIMIT ?
                    FOR UPDATE SKIP LOCKED
                ) AS job
                LIMIT ?
            )
            UPDATE ${schema}._ayb_jobs
            SET state = 'running', attempts = attempts + 1, fence = fence + 1, worker_id = ?,
                lease_until = now() + ? * interval '1 microsecond', last_run_at = now(), updated_at = now()
            WHERE ctid = ANY(ARRAY(SELECT place FROM due))
            RETURNING
            """ + JobRow.OF_JOBS;

    static final Sql OF_TYPES = Sql.of(DUE + "= ANY(?) " + TAKE, "_ayb_jobs_due");
    static final Sql OF_OTHERS = Sql.of(DUE + "<> ALL(?) " + TAKE, "_ayb_jobs_due");

    /** Takes them from these stops on, in their order, of these types or of all others. */
    static List<Job> take(
            Transaction transaction, Sql which, List<Stop> stops, Collection<JobType> types, Request request)
            throws SQLException {
        List<Object> parameters = new ArrayList<>(Stop.columns(stops));
        parameters.addAll(List.of(
                Column.texts(types, JobType::value),
                request.limit(),
                request.limit(),
                request.worker().value(),
                request.lease()));
        return transaction.query(which, parameters, JobRow::read);
    }
}
