package io.allyourbase.jobs.postgres.enqueue;

import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobIds;
import io.allyourbase.jobs.port.JobQueue;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.sql.Connection;
import java.util.List;

/** Takes jobs in: in a transaction of its own, or in the caller's. */
public final class PostgresQueue implements JobQueue {
    private final Database database;
    private final JobIds ids;

    public PostgresQueue(Database database, JobIds ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public List<Enqueued> enqueueAll(List<NewJob> jobs) {
        List<Entry> entries = Entry.of(jobs, ids);
        return jobs.isEmpty()
                ? List.of()
                : database.transaction(Mode.ENGINE, transaction -> Insertion.into(transaction, entries));
    }

    /** Enqueues in the transaction that the connection is in: the jobs are there once the caller commits. */
    public static List<Enqueued> enqueueAll(Connection connection, SchemaName schema, List<NewJob> jobs, JobIds ids) {
        List<Entry> entries = Entry.of(jobs, ids);
        return jobs.isEmpty()
                ? List.of()
                : Database.within(connection, schema, transaction -> Insertion.into(transaction, entries));
    }
}
