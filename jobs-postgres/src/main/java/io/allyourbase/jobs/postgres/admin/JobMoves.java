package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.notify.Channel;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.util.List;
import java.util.Optional;

/** Moves a job between its two places because an operator asks, if it may move; answers with what it is then. */
final class JobMoves {
    private JobMoves() {}

    /**
     * Takes failed jobs back among the queued, with their keys, which retention drops before the jobs. Parameter: their
     * ids.
     */
    static final String TO_QUEUED = """
            WITH failed AS MATERIALIZED (
                DELETE FROM ${schema}._ayb_jobs_history WHERE id = ANY(?) AND state || '' = 'failed' RETURNING *
            ), tallied AS (
                INSERT INTO ${schema}._ayb_jobs_tally (day, state, n)
                SELECT (finished_at AT TIME ZONE 'UTC')::date, 'failed', -count(*) FROM failed GROUP BY 1
            ), keyed AS (
                INSERT INTO ${schema}._ayb_jobs_keys (type, idempotency_key, job_id)
                SELECT type, idempotency_key, id FROM failed WHERE idempotency_key IS NOT NULL
                ON CONFLICT DO NOTHING
            )
            INSERT INTO ${schema}._ayb_jobs (
            """ + JobRow.COMMON + """
            )
            SELECT id, type, queue, priority, payload, 'queued', now(), 0, max_attempts, fence, created_at, now(),
                   NULL, last_run_at, idempotency_key, schedule_id, fire_time, failed_runs, worker_id
            FROM failed
            """;

    // _ayb_jobs_history_id.
    static final Sql RETRY = Sql.of(TO_QUEUED + "RETURNING " + JobRow.OF_JOBS, "_ayb_jobs_history_id");

    static Optional<Job> retry(Database database, JobId id) {
        return database.transaction(Mode.ENGINE, transaction -> {
            Optional<Job> retried = transaction.first(RETRY, ids(id), JobRow::read);
            Channel.hint(
                    transaction,
                    retried.stream().map(job -> job.queue().value()).toList());
            return retried;
        });
    }

    /** Withdraws queued jobs. Parameter: their ids. */
    static final String TO_CANCELED = """
            WITH canceled AS MATERIALIZED (
                DELETE FROM ${schema}._ayb_jobs WHERE id = ANY(?) AND state || '' = 'queued' RETURNING *
            ), tallied AS (
                INSERT INTO ${schema}._ayb_jobs_tally (day, state, n)
                SELECT (now() AT TIME ZONE 'UTC')::date, 'canceled', count(*) FROM canceled HAVING count(*) > 0
            )
            INSERT INTO ${schema}._ayb_jobs_history (
            """ + JobRow.COMMON + """
            , finished_at)
            SELECT id, type, queue, priority, payload, 'canceled', run_at, attempts, max_attempts, fence, created_at,
                   now(), last_error, last_run_at, idempotency_key, schedule_id, fire_time, failed_runs, worker_id, now()
            FROM canceled
            """;

    // The primary key of _ayb_jobs.
    static final Sql CANCEL = Sql.of(TO_CANCELED + "RETURNING " + JobRow.OF_HISTORY, "_ayb_jobs_pkey");

    static Optional<Job> cancel(Database database, JobId id) {
        return Partitions.transaction(
                database, Mode.ENGINE, transaction -> transaction.first(CANCEL, ids(id), JobRow::read));
    }

    // The primary key of _ayb_jobs.
    static final Sql LOCK = Sql.of("SELECT state FROM ${schema}._ayb_jobs WHERE id = ? FOR UPDATE", "_ayb_jobs_pkey");

    /** Asks running jobs to end. Parameter: the ids of such as are locked. */
    static final String TO_ASKED = """
            UPDATE ${schema}._ayb_jobs SET cancel_asked_at = coalesce(cancel_asked_at, now()), updated_at = now()
            WHERE id = ANY(?)
            """;

    // The primary key of _ayb_jobs.
    static final Sql ASK = Sql.of(TO_ASKED + "RETURNING " + JobRow.OF_JOBS, "_ayb_jobs_pkey");

    /** Withdraws the job if it is queued, and asks its run to end if it is running. */
    static Optional<Job> askCancel(Database database, JobId id) {
        return Partitions.transaction(database, Mode.UPKEEP, transaction -> {
            Optional<JobState> state = transaction.first(
                    LOCK,
                    List.of(id.value()),
                    row -> JobState.parse(row.text("state")).orElseThrow());
            if (state.isEmpty()) {
                return Optional.empty();
            }
            return transaction.first(state.get() == JobState.QUEUED ? CANCEL : ASK, ids(id), JobRow::read);
        });
    }

    private static List<Column> ids(JobId id) {
        return List.of(Column.uuids(List.of(id), JobId::value));
    }
}
