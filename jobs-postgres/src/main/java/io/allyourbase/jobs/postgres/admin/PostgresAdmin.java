package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.lifecycle.Decision;
import io.allyourbase.jobs.lifecycle.Refusal;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.JobAdmin;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.PageRequest;
import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.notify.Channel;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.util.List;
import java.util.Optional;

/** What operators do with jobs. */
public final class PostgresAdmin implements JobAdmin {
    private final Database database;

    public PostgresAdmin(Database database) {
        this.database = database;
    }

    // The primary key of _ayb_jobs and _ayb_jobs_history_id. One statement, one snapshot: a job that ends meanwhile is
    // found in one place or the other.
    static final Sql FIND = Sql.of("""
            SELECT
            """ + JobRow.OF_JOBS + """
             FROM ${schema}._ayb_jobs WHERE id = ?
            UNION ALL SELECT
            """ + JobRow.OF_HISTORY + """
             FROM ${schema}._ayb_jobs_history WHERE id = ?
            """, "_ayb_jobs_history_id");

    @Override
    public Optional<Job> find(JobId id) {
        return database.transaction(
                Mode.ENGINE, transaction -> transaction.first(FIND, List.of(id.value(), id.value()), JobRow::read));
    }

    @Override
    public Page list(JobFilter filter, PageRequest page) {
        List<Job> jobs = database.transaction(Mode.ENGINE, transaction -> JobList.read(transaction, filter, page));
        if (jobs.size() <= page.limit()) {
            return new Page(jobs, Optional.empty());
        }
        Job last = jobs.get(page.limit() - 1);
        PageRequest.Cursor next = new PageRequest.Cursor(last.createdAt(), last.id());
        return new Page(List.copyOf(jobs.subList(0, page.limit())), Optional.of(next));
    }

    // _ayb_jobs_history_id.
    static final Sql RETRY = Sql.of("""
            WITH failed AS MATERIALIZED (
                DELETE FROM ${schema}._ayb_jobs_history WHERE id = ? AND state = 'failed' RETURNING *
            ), tallied AS (
                INSERT INTO ${schema}._ayb_jobs_tally (day, state, n)
                SELECT (finished_at AT TIME ZONE 'UTC')::date, 'failed', -1 FROM failed
            )
            INSERT INTO ${schema}._ayb_jobs (
            """ + JobRow.COMMON + """
            )
            SELECT id, type, queue, priority, payload, 'queued', now(), 0, max_attempts, fence, created_at, now(),
                   NULL, last_run_at, idempotency_key, schedule_id, fire_time, failed_runs
            FROM failed
            RETURNING
            """ + JobRow.OF_JOBS, "_ayb_jobs_history_id");

    @Override
    public Optional<Decision> retry(JobId id) {
        Optional<Job> retried = database.transaction(Mode.ENGINE, transaction -> {
            Optional<Job> job = transaction.first(RETRY, List.of(id.value()), JobRow::read);
            Channel.hint(
                    transaction, job.map(back -> back.queue().value()).stream().toList());
            return job;
        });
        return decision(id, retried);
    }

    // The primary key of _ayb_jobs.
    static final Sql CANCEL = Sql.of("""
            WITH canceled AS MATERIALIZED (
                DELETE FROM ${schema}._ayb_jobs WHERE id = ? AND state || '' = 'queued' RETURNING *
            ), tallied AS (
                INSERT INTO ${schema}._ayb_jobs_tally (day, state, n)
                SELECT (now() AT TIME ZONE 'UTC')::date, 'canceled', 1 FROM canceled
            )
            INSERT INTO ${schema}._ayb_jobs_history (
            """ + JobRow.COMMON + """
            , finished_at)
            SELECT id, type, queue, priority, payload, 'canceled', run_at, attempts, max_attempts, fence, created_at,
                   now(), last_error, last_run_at, idempotency_key, schedule_id, fire_time, failed_runs, now()
            FROM canceled
            RETURNING
            """ + JobRow.OF_HISTORY, "_ayb_jobs_pkey");

    @Override
    public Optional<Decision> cancel(JobId id) {
        Optional<Job> canceled = Partitions.transaction(
                database, Mode.ENGINE, transaction -> transaction.first(CANCEL, List.of(id.value()), JobRow::read));
        return decision(id, canceled);
    }

    private Optional<Decision> decision(JobId id, Optional<Job> moved) {
        return moved.<Decision>map(Decision.Moved::new)
                .or(() -> find(id).map(job -> new Decision.Refused(Refusal.WRONG_STATE)));
    }
}
