package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.port.Counts;
import io.allyourbase.jobs.port.JobStats;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts jobs: those that have not ended in their table, the others by the tally. */
public final class PostgresStats implements JobStats {
    private final Database database;

    public PostgresStats(Database database) {
        this.database = database;
    }

    // The table of unfinished jobs, or the index of each state, whichever is shorter, and the tally: none of them
    // grows with the history.
    static final Sql COUNT = Sql.of("""
            SELECT 'queued' AS state, count(*) AS n FROM ${schema}._ayb_jobs WHERE state = 'queued'
            UNION ALL
            SELECT 'running', count(*) FROM ${schema}._ayb_jobs WHERE state = 'running'
            UNION ALL
            SELECT state, sum(n)::bigint FROM ${schema}._ayb_jobs_tally GROUP BY state
            """);

    // _ayb_jobs_due: steps from queue to queue, then takes the first of each priority.
    static final Sql OLDEST = Sql.of("""
            WITH RECURSIVE queues(queue) AS (
                (SELECT queue FROM ${schema}._ayb_jobs WHERE state = 'queued' ORDER BY queue LIMIT 1)
                UNION ALL
                SELECT (SELECT queue FROM ${schema}._ayb_jobs
                        WHERE state = 'queued' AND queue > queues.queue ORDER BY queue LIMIT 1)
                FROM queues WHERE queues.queue IS NOT NULL
            )
            SELECT (extract(epoch FROM now() - min(job.run_at)) * 1000000)::bigint AS micros
            FROM queues
            CROSS JOIN generate_series(1, 9) AS level(priority)
            CROSS JOIN LATERAL (
                SELECT run_at FROM ${schema}._ayb_jobs
                WHERE state = 'queued' AND queue = queues.queue AND priority = level.priority AND run_at <= now()
                ORDER BY run_at, id
                LIMIT 1
            ) AS job
            """, "_ayb_jobs_due");

    // A row for each worker that is there and had something to tell.
    static final Sql COUNTS = Sql.of("""
            SELECT coalesce(sum(leases_lost), 0) AS lost, coalesce(sum(runs_recovered), 0) AS recovered,
                   coalesce(sum(stale_writes_refused), 0) AS stale, coalesce(sum(duplicate_executions), 0) AS twice
            FROM ${schema}._ayb_jobs_counts
            """);

    @Override
    public Stats stats() {
        Map<String, Long> counts = new HashMap<>();
        database.statement(
                Mode.CENSUS,
                transaction ->
                        transaction.query(COUNT, List.of(), row -> counts.put(row.text("state"), row.number("n"))));
        return database.transaction(Mode.UPKEEP, transaction -> {
            Optional<Duration> oldest =
                    transaction.query(OLDEST, List.of(), PostgresStats::age).get(0);
            return new Stats(
                    count(counts, JobState.QUEUED),
                    count(counts, JobState.RUNNING),
                    count(counts, JobState.COMPLETED),
                    count(counts, JobState.FAILED),
                    count(counts, JobState.CANCELED),
                    oldest,
                    transaction.query(COUNTS, List.of(), PostgresStats::counts).get(0));
        });
    }

    private static Optional<Duration> age(Row row) throws SQLException {
        return row.maybeMicros("micros");
    }

    private static Counts counts(Row row) throws SQLException {
        return new Counts(row.number("lost"), row.number("recovered"), row.number("stale"), row.number("twice"));
    }

    private static long count(Map<String, Long> counts, JobState state) {
        return counts.getOrDefault(state.word(), 0L);
    }
}
