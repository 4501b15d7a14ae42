package io.allyourbase.jobs.postgres.lease;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Leases;
import io.allyourbase.jobs.postgres.cursor.ExpiryCursor;
import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.row.FailedRunsJson;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Contended;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Planned;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Renews leases, and takes back jobs whose lease ran out. Used by one engine, but safe for use by many threads. */
public final class PostgresLeases implements Leases {
    private final Database database;
    private final LongSupplier nanoTime;
    private final ExpiryCursor cursor = new ExpiryCursor();

    public PostgresLeases(Database database) {
        this(database, System::nanoTime);
    }

    /** @param nanoTime a clock that never goes back */
    PostgresLeases(Database database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
    }

    /** What keeping and recovering asks, to be explained. */
    public static List<Planned> plans() {
        return List.of(new Planned("the renewal of leases", RENEW), new Planned("the recovery of jobs", RECOVER));
    }

    // The primary key of _ayb_jobs. What is locked is passed over: the outcomes of the same jobs are written
    // meanwhile, in another order, and two that wait for each other would stop both.
    static final Sql RENEW = Sql.of("""
            WITH own AS MATERIALIZED (
                SELECT id FROM ${schema}._ayb_jobs
                WHERE id = ANY(?) AND state || '' = 'running' AND fence = (?::bigint[])[array_position(?::uuid[], id)]
                FOR UPDATE SKIP LOCKED
            )
            UPDATE ${schema}._ayb_jobs
            SET lease_until = now() + ? * interval '1 microsecond'
            WHERE id = ANY(ARRAY(SELECT id FROM own))
            RETURNING id, fence
            """, "_ayb_jobs_pkey");

    @Override
    public Set<RunId> renew(Collection<RunId> runs, Duration lease) {
        if (runs.isEmpty()) {
            return Set.of();
        }
        Column ids = Column.uuids(runs, run -> run.job().value());
        Column fences = Column.numbers(runs, run -> run.fence().value());
        return new HashSet<>(database.statement(
                Mode.BRIEF,
                transaction -> transaction.query(RENEW, List.of(ids, fences, ids, lease), PostgresLeases::run)));
    }

    // _ayb_jobs_lease finds them, oldest first; those that another recovers are skipped.
    static final Sql RECOVER = Sql.of(
            """
            WITH expired AS MATERIALIZED (
                SELECT id FROM ${schema}._ayb_jobs
                WHERE state = 'running' AND lease_until >= ? AND lease_until <= now()
                ORDER BY lease_until
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            ), told AS MATERIALIZED (
                SELECT ?::text AS error
            ), back AS (
                UPDATE ${schema}._ayb_jobs
                SET state = 'queued', run_at = now(), updated_at = now(), lease_until = NULL,
                    last_error = (SELECT error FROM told), failed_runs = (SELECT
""" + FailedRunsJson.RECOVERED + """
             FROM told)
                WHERE id = ANY(ARRAY(SELECT id FROM expired)) AND attempts < max_attempts AND cancel_asked_at IS NULL
                RETURNING id, fence, state
            ), ended AS (
                DELETE FROM ${schema}._ayb_jobs
                WHERE id = ANY(ARRAY(SELECT id FROM expired))
                  AND (attempts >= max_attempts OR cancel_asked_at IS NOT NULL)
                RETURNING *
            ), moved AS (
                INSERT INTO ${schema}._ayb_jobs_history (
""" + JobRow.COMMON + """
            , finished_at, cancel_asked_at)
                SELECT id, type, queue, priority, payload,
                       CASE WHEN attempts >= max_attempts THEN 'failed' ELSE 'canceled' END, run_at, attempts, max_attempts, fence, created_at,
                       now(), error, last_run_at, idempotency_key, schedule_id, fire_time,
            """ + FailedRunsJson.RECOVERED + """
                       , worker_id, now(), CASE WHEN attempts < max_attempts THEN cancel_asked_at END
                FROM ended CROSS JOIN told
                RETURNING id, fence, state
            ), tallied AS (
                INSERT INTO ${schema}._ayb_jobs_tally (day, state, n)
                SELECT (now() AT TIME ZONE 'UTC')::date, state, count(*) FROM moved GROUP BY state
            ), counted AS (
                INSERT INTO ${schema}._ayb_jobs_counts AS total (worker_id, runs_recovered)
                SELECT '', count(*) FROM (SELECT id FROM back UNION ALL SELECT id FROM moved) AS recovered HAVING count(*) > 0
                ON CONFLICT (worker_id) DO UPDATE SET runs_recovered = total.runs_recovered + excluded.runs_recovered
            )
            SELECT id, fence, state FROM back UNION ALL SELECT id, fence, state FROM moved
            """,
            "_ayb_jobs_lease");

    @Override
    public Optional<Duration> untilNextExpiry(Duration within) {
        synchronized (cursor) {
            long start = nanoTime.getAsLong();
            Instant from = cursor.next(start);
            FirstExpiry found = firstExpiry(from, within, start);
            cursor.looked(start, nanoTime.getAsLong(), found.now(), found.first());
            return found.untilFirst();
        }
    }

    private FirstExpiry firstExpiry(Instant from, Duration within, long start) {
        try {
            return database.statement(
                    Mode.CLAIM,
                    transaction -> transaction
                            .query(FirstExpiry.LOOK, List.of(from, within), FirstExpiry::read)
                            .get(0));
        } catch (Contended e) {
            if (e.isOutOfTime()) {
                tellGivenUp(e, start, nanoTime.getAsLong());
            }
            throw e;
        }
    }

    private void tellGivenUp(Contended failure, long then, long now) {
        try {
            cursor.gaveUp(then, now, database.now());
        } catch (JobsException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public List<Recovered> recover(int limit) {
        synchronized (cursor) {
            return Partitions.statement(
                    database,
                    Mode.BRIEF,
                    transaction -> transaction.query(
                            RECOVER,
                            List.of(cursor.reached(), limit, Event.LeaseExpired.ERROR),
                            row -> new Recovered(
                                    run(row), JobState.parse(row.text("state")).orElseThrow())));
        }
    }

    private static RunId run(Row row) throws SQLException {
        return new RunId(new JobId(row.uuid("id")), new Fence(row.number("fence")));
    }
}
