package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.postgres.claim.BusyQueues.Line;
import io.allyourbase.jobs.postgres.cursor.Cursor;
import io.allyourbase.jobs.postgres.sql.Column;
import java.util.List;

/** Where a claim goes on, in one queue and priority. */
record Stop(QueueName queue, Cursor.Position position) {
    /** The stops as rows of a statement; where no job was passed, with a time and an id before all others. */
    static final String ROWS = """
            (SELECT queue, priority, coalesce(run_at, '-infinity') AS run_at,
                    coalesce(id, '00000000-0000-0000-0000-000000000000') AS id
             FROM unnest(?::text[], ?::bigint[], ?::timestamptz[], ?::uuid[]) AS stop(queue, priority, run_at, id)) AS stop
            """;

    Line line() {
        return new Line(queue, position.priority());
    }

    /** The stops as {@link #ROWS} takes them: queues, priorities, and the times and ids of the last jobs passed. */
    static List<Column> columns(List<Stop> stops) {
        return List.of(
                Column.texts(stops, stop -> stop.queue.value()),
                Column.numbers(stops, stop -> (long) stop.position.priority()),
                Column.maybeInstants(stops, stop -> stop.position.runAt()),
                Column.maybeUuids(stops, stop -> stop.position.id().map(JobId::value)));
    }
}
