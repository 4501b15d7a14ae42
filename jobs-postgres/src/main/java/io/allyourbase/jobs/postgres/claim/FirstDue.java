package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.postgres.claim.BusyQueues.Line;
import io.allyourbase.jobs.postgres.cursor.Cursor.Position;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The first job of a line.
 *
 * @param now when that was looked up, by the database's clock
 * @param until how long until it is due
 */
record FirstDue(Line line, Instant now, Duration until) {
    // _ayb_jobs_due, from each queue and priority to the next that has jobs.
    static final Sql OF_ALL = Sql.of("""
            WITH RECURSIVE first AS (
                (SELECT queue, priority, run_at FROM ${schema}._ayb_jobs
                 WHERE state = 'queued'
                 ORDER BY queue, priority, run_at, id
                 LIMIT 1)
                UNION ALL
                SELECT next.queue, next.priority, next.run_at
                FROM first
                CROSS JOIN LATERAL (
                    SELECT queue, priority, run_at FROM ${schema}._ayb_jobs
                    WHERE state = 'queued' AND (queue, priority) > (first.queue, first.priority)
                    ORDER BY queue, priority, run_at, id
                    LIMIT 1
                ) AS next
            )
            SELECT queue, priority, now() AS now, greatest(0, extract(epoch FROM run_at - now()) * 1000000)::bigint AS micros
            FROM first
            """, "_ayb_jobs_due");

    // _ayb_jobs_due, once for each line that is asked for: far more lines than have jobs, but none is read from its
    // start.
    static final Sql OF_EACH = Sql.of("""
            SELECT stop.queue, stop.priority, now() AS now, greatest(0, extract(epoch FROM job.run_at - now()) * 1000000)::bigint AS micros
            FROM
            """ + Stop.ROWS + """
            CROSS JOIN LATERAL (
                SELECT run_at FROM ${schema}._ayb_jobs
                WHERE state = 'queued' AND queue = stop.queue AND priority = stop.priority
                  AND (run_at, id) > (stop.run_at, stop.id)
                ORDER BY run_at, id
                LIMIT 1
            ) AS job
            """, "_ayb_jobs_due");

    /** Of every line of the table. */
    static List<FirstDue> ofAll(Transaction transaction) throws SQLException {
        return transaction.query(OF_ALL, List.of(), FirstDue::read);
    }

    /** Of these queues' lines, among the jobs due from that moment on. */
    static List<FirstDue> ofEach(Transaction transaction, Collection<QueueName> queues, Instant from)
            throws SQLException {
        List<Stop> stops = queues.stream()
                .flatMap(queue -> IntStream.rangeClosed(NewJob.MOST_URGENT, NewJob.LEAST_URGENT)
                        .mapToObj(priority ->
                                new Stop(queue, new Position(priority, Optional.of(from), Optional.empty()))))
                .toList();
        return transaction.query(OF_EACH, Stop.columns(stops), FirstDue::read);
    }

    private static FirstDue read(Row row) throws SQLException {
        return new FirstDue(
                new Line(new QueueName(row.text("queue")), row.integer("priority")),
                row.instant("now"),
                row.maybeMicros("micros").orElseThrow());
    }
}
