package io.allyourbase.jobs.postgres.check.probe;

import io.allyourbase.jobs.port.Presence;
import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who is at work, and which due jobs nobody takes. */
final class Workers implements Probe {
    private final Duration patience;

    /** @param patience how long a job may be due before it is a problem that nobody takes it */
    Workers(Duration patience) {
        this.patience = patience;
    }

    @Override
    public String name() {
        return "workers";
    }

    // The workers are few.
    private static final Sql LIVE = Sql.of("""
            SELECT count(*) AS n, coalesce(sum(concurrency), 0) AS handlers FROM ${schema}._ayb_jobs_workers
            WHERE seen_at > now() - ? * interval '1 microsecond'
            """);

    // _ayb_jobs_due, from each queue and priority to the next that has jobs, and the thousand of each that are due
    // longest: what nobody takes comes to stand there.
    static final Sql LEFT = Sql.of("""
            WITH RECURSIVE line AS (
                (SELECT queue, priority FROM ${schema}._ayb_jobs
                 WHERE state = 'queued' ORDER BY queue, priority, run_at, id LIMIT 1)
                UNION ALL
                SELECT next.queue, next.priority
                FROM line
                CROSS JOIN LATERAL (
                    SELECT queue, priority FROM ${schema}._ayb_jobs
                    WHERE state = 'queued' AND (queue, priority) > (line.queue, line.priority)
                    ORDER BY queue, priority, run_at, id
                    LIMIT 1
                ) AS next
            )
            SELECT queue, type, count(*) AS n,
                   (extract(epoch FROM now() - min(run_at)) * 1000000)::bigint AS micros
            FROM line
            CROSS JOIN LATERAL (
                SELECT type, run_at FROM ${schema}._ayb_jobs AS job
                WHERE state = 'queued' AND job.queue = line.queue AND job.priority = line.priority AND run_at <= now()
                ORDER BY run_at, id
                LIMIT 1000
            ) AS due
            WHERE NOT EXISTS (
                SELECT 1 FROM ${schema}._ayb_jobs_workers
                WHERE seen_at > now() - ? * interval '1 microsecond'
                  AND line.queue = ANY(queues) AND due.type = ANY(types))
            GROUP BY queue, type
            ORDER BY queue, type
            LIMIT 100
            """, "_ayb_jobs_due");

    @Override
    public List<Finding> look(Transaction transaction) throws SQLException {
        Finding live =
                transaction.first(LIVE, List.of(Presence.PATIENCE), this::live).orElseThrow();
        List<Finding> findings = new ArrayList<>(List.of(live));
        findings.addAll(transaction.query(LEFT, List.of(Presence.PATIENCE), this::left));
        return findings;
    }

    private Finding live(Row row) throws SQLException {
        long workers = row.number("n");
        if (workers == 0) {
            return Finding.of(Severity.WARNING, name(), "no worker is live")
                    .advice("No job runs.", "Start one; it says every ten seconds that it is there.")
                    .at(0, List.of());
        }
        return Finding.ok(name(), workers + " live, for " + row.number("handlers") + " jobs at once");
    }

    private Finding left(Row row) throws SQLException {
        Duration due = row.maybeMicros("micros").orElse(Duration.ZERO);
        String type = "type \"" + row.text("type") + "\" in queue \"" + row.text("queue") + "\"";
        long count = row.number("n");
        String many = count >= 1_000 ? "1000 jobs or more" : count == 1 ? "1 job" : count + " jobs";
        boolean isLong = due.compareTo(patience) >= 0;
        return Finding.of(
                        isLong ? Severity.PROBLEM : Severity.NOTE,
                        name(),
                        many + " of " + type + " due for up to " + Spans.of(due) + ", and no live worker takes them")
                .advice(
                        "They wait for ever.",
                        "Start a worker that handles this type and takes from this queue, or cancel them.")
                .at(count, List.of(row.text("queue") + "/" + row.text("type")));
    }
}
