package io.allyourbase.jobs.cli.bench.database;

import java.sql.SQLException;

/** What is in the tables before anything is measured: made by SQL, and there again after each clearing. */
public final class Backlog {
    private final Target target;
    private final long history;
    private final long future;

    /**
     * @param history so many finished jobs, among those of earlier measurements
     * @param future so many jobs, queued and due in days
     */
    public Backlog(Target target, long history, long future) {
        this.target = target;
        this.history = history;
        this.future = future;
    }

    /** Puts the finished jobs into the history, as if they had ended one after the other, long enough ago for a vacuum. */
    public void makeHistory() throws SQLException {
        target.execute("""
                INSERT INTO ${schema}._ayb_jobs_history
                    (id, type, queue, priority, payload, state, run_at, attempts, max_attempts, fence, created_at,
                     updated_at, last_error, last_run_at, failed_runs, finished_at)
                SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '70008000'
                        || lpad(to_hex(n), 12, '0'))::uuid, 'bench_old_' || mod(n, 10), 'bench_old', 5, n::text::json,
                       CASE WHEN mod(n, 1000) = 0 THEN 'failed' ELSE 'completed' END, at, 1, 4, 1, at, at,
                       CASE WHEN mod(n, 1000) = 0 THEN 'IOException: the receiver answered 503' END, at, '[]', now()
                FROM (SELECT n, now() - (%1$d - n) * interval '1 millisecond' AS at
                      FROM generate_series(1, %1$d) AS n) AS old;
                INSERT INTO ${schema}._ayb_jobs_tally (day, state, n)
                VALUES ((now() AT TIME ZONE 'UTC')::date, 'completed', %1$d - %1$d / 1000),
                       ((now() AT TIME ZONE 'UTC')::date, 'failed', %1$d / 1000)
                """.formatted(history));
        target.execute("VACUUM (ANALYZE) ${schema}._ayb_jobs_history");
    }

    /**
     * Empties the table of queued and running jobs, and puts the future ones back. What earlier measurements finished goes
     * too, where no history was asked for.
     */
    public void clear() throws SQLException {
        target.execute("TRUNCATE ${schema}._ayb_jobs");
        if (history == 0) {
            target.execute("TRUNCATE ${schema}._ayb_jobs_history");
        }
        if (future > 0) {
            queueInFuture();
        }
    }

    private void queueInFuture() throws SQLException {
        target.execute("""
                INSERT INTO ${schema}._ayb_jobs
                    (id, type, queue, priority, payload, state, run_at, attempts, max_attempts, fence, created_at,
                     updated_at)
                SELECT gen_random_uuid(), 'bench_0', 'bench_0', 5, n::text::json, 'queued',
                       now() + interval '1 day' + n * interval '1 second', 0, 4, 0, now(), now()
                FROM generate_series(1, %d) AS n
                """.formatted(future));
    }
}
