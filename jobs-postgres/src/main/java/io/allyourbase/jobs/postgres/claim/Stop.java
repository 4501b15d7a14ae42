package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.postgres.sql.Column;
import java.util.List;

/** Where a claim goes on, in one queue and priority. */
record Stop(QueueName queue, Cursor.Position position) {
    /** The stops as the statements take them: queues, priorities, and the times and ids of the last jobs passed. */
    static List<Column> columns(List<Stop> stops) {
        return List.of(
                Column.texts(stops, stop -> stop.queue.value()),
                Column.numbers(stops, stop -> (long) stop.position.priority()),
                Column.maybeInstants(stops, stop -> stop.position.runAt()),
                Column.maybeUuids(stops, stop -> stop.position.id().map(JobId::value)));
    }
}
