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
import io.allyourbase.jobs.postgres.sql.Database.Work;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Moves jobs between their two places because an operator asks: any number at once, and only those that may move. */
final class JobMoves {
    private JobMoves() {}

    // _ayb_jobs_history_id.
    static final Sql RETRY = Sql.of("""
            WITH failed AS MATERIALIZED (
                DELETE FROM ${schema}._ayb_jobs_history WHERE id = ANY(?) AND state || '' = 'failed' RETURNING *
            ), tallied AS (
                INSERT INTO ${schema}._ayb_jobs_tally (day, state, n)
                SELECT (finished_at AT TIME ZONE 'UTC')::date, 'failed', -count(*) FROM failed GROUP BY 1
            )
            INSERT INTO ${schema}._ayb_jobs (
            """ + JobRow.COMMON + """
            )
            SELECT id, type, queue, priority, payload, 'queued', now(), 0, max_attempts, fence, created_at, now(),
                   NULL, last_run_at, idempotency_key, schedule_id, fire_time, failed_runs, worker_id
            FROM failed
            RETURNING
            """ + JobRow.OF_JOBS, "_ayb_jobs_history_id");

    /** Retries those of the chosen that have failed; answers with what they are now. */
    static List<Job> retry(Database database, Work<List<JobId>> chosen) {
        return database.transaction(Mode.ENGINE, transaction -> {
            Column ids = Column.uuids(chosen.in(transaction), JobId::value);
            List<Job> retried = transaction.query(RETRY, List.of(ids), JobRow::read);
            Channel.hint(
                    transaction,
                    retried.stream().map(job -> job.queue().value()).distinct().toList());
            return retried;
        });
    }

    // The primary key of _ayb_jobs.
    static final Sql CANCEL = Sql.of("""
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
            RETURNING
            """ + JobRow.OF_HISTORY, "_ayb_jobs_pkey");

    /** Withdraws those of the chosen that are queued; answers with what they are now. */
    static List<Job> cancel(Database database, Work<List<JobId>> chosen) {
        return Partitions.transaction(database, Mode.ENGINE, transaction -> {
            Column ids = Column.uuids(chosen.in(transaction), JobId::value);
            return transaction.query(CANCEL, List.of(ids), JobRow::read);
        });
    }

    /** A job that can't go from one state to another before the transaction ends. */
    record Locked(JobId id, JobState state) {
        static Locked read(Row row) throws SQLException {
            return new Locked(
                    new JobId(row.uuid("id")), JobState.parse(row.text("state")).orElseThrow());
        }
    }

    // The primary key of _ayb_jobs.
    static final Sql LOCK =
            Sql.of("SELECT id, state FROM ${schema}._ayb_jobs WHERE id = ? FOR UPDATE", "_ayb_jobs_pkey");

    // The primary key of _ayb_jobs.
    static final Sql ASK = Sql.of("""
            UPDATE ${schema}._ayb_jobs SET cancel_asked_at = coalesce(cancel_asked_at, now()), updated_at = now()
            WHERE id = ANY(?)
            RETURNING
            """ + JobRow.OF_JOBS, "_ayb_jobs_pkey");

    /** Withdraws the job if it is queued, and asks its run to end if it is running; answers with what it is now. */
    static List<Job> askCancel(Database database, JobId id) {
        return askCancel(database, transaction -> transaction.query(LOCK, List.of(id.value()), Locked::read));
    }

    /** The same for all that are chosen. */
    static List<Job> askCancel(Database database, Work<List<Locked>> chosen) {
        return Partitions.transaction(database, Mode.UPKEEP, transaction -> {
            List<Locked> locked = chosen.in(transaction);
            List<Job> now =
                    new ArrayList<>(transaction.query(CANCEL, List.of(in(JobState.QUEUED, locked)), JobRow::read));
            now.addAll(transaction.query(ASK, List.of(in(JobState.RUNNING, locked)), JobRow::read));
            return now;
        });
    }

    private static Column in(JobState state, List<Locked> jobs) {
        return Column.uuids(
                jobs.stream()
                        .filter(job -> job.state() == state)
                        .map(Locked::id)
                        .toList(),
                JobId::value);
    }
}
