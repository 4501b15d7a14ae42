package io.allyourbase.jobs.postgres;

import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobIds;
import io.allyourbase.jobs.port.BulkActions;
import io.allyourbase.jobs.port.JobAdmin;
import io.allyourbase.jobs.port.JobInsight;
import io.allyourbase.jobs.port.JobQueue;
import io.allyourbase.jobs.port.JobStats;
import io.allyourbase.jobs.port.Schedules;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.postgres.admin.PostgresAdmin;
import io.allyourbase.jobs.postgres.admin.PostgresBulk;
import io.allyourbase.jobs.postgres.admin.PostgresInsight;
import io.allyourbase.jobs.postgres.admin.PostgresStats;
import io.allyourbase.jobs.postgres.claim.PostgresClaims;
import io.allyourbase.jobs.postgres.enqueue.PostgresQueue;
import io.allyourbase.jobs.postgres.lease.PostgresLeases;
import io.allyourbase.jobs.postgres.notify.Hints;
import io.allyourbase.jobs.postgres.notify.PostgresWakeups;
import io.allyourbase.jobs.postgres.outcome.OwnTransaction;
import io.allyourbase.jobs.postgres.outcome.PostgresOutcomes;
import io.allyourbase.jobs.postgres.outcome.PostgresRuns;
import io.allyourbase.jobs.postgres.presence.PostgresPresence;
import io.allyourbase.jobs.postgres.retention.PostgresRetention;
import io.allyourbase.jobs.postgres.schedule.PostgresSchedules;
import io.allyourbase.jobs.postgres.schedule.PostgresTicks;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;

/**
 * Jobs in a Postgres schema that {@link io.allyourbase.jobs.postgres.migrate.Migrations} has made. Takes a connection
 * from the data source for each call and gives it back; an engine keeps one more, to listen. Safe for use by many
 * threads.
 */
public final class PostgresStore implements Store {
    private final Database database;
    private final SchemaName schema;
    private final JobIds ids;
    private final Hints hints;

    private PostgresStore(Database database, SchemaName schema, JobIds ids) {
        this.database = database;
        this.schema = schema;
        this.ids = ids;
        this.hints = new Hints(database);
    }

    /** The jobs of that schema. Opens no connection yet. */
    public static PostgresStore of(DataSource dataSource, SchemaName schema) {
        return new PostgresStore(
                new Database(dataSource, schema), schema, new JobIds(InstantSource.system(), new SecureRandom()));
    }

    /**
     * Enqueues in the transaction that the connection is in: the jobs are there once the caller commits, and never
     * were when it rolls back. The connection stays as it is.
     *
     * @throws io.allyourbase.jobs.error.InvalidInput when the connection is in autocommit mode; when a job has an id of
     *     the caller's own and the transaction is not {@code READ COMMITTED}, and so can't see that this job has ended
     */
    public List<Enqueued> enqueueAll(Connection connection, List<NewJob> jobs) {
        return PostgresQueue.enqueueAll(connection, schema, jobs, ids);
    }

    /** Completes a run in the transaction that the connection is in, as {@link TransactionalJobs#complete}. */
    void complete(Connection connection, Run run, String report) {
        run.completeBy(
                () -> OwnTransaction.complete(connection, schema, run.job().run(), report));
    }

    @Override
    public JobQueue queue() {
        return new PostgresQueue(database, ids, hints);
    }

    @Override
    public Work work() {
        return new Work(
                new PostgresClaims(database),
                new PostgresOutcomes(database),
                new PostgresLeases(database),
                new PostgresRuns(database),
                new PostgresTicks(database, ids),
                new PostgresRetention(database),
                new PostgresWakeups(database, hints),
                new PostgresPresence(database));
    }

    @Override
    public JobAdmin admin() {
        return new PostgresAdmin(database);
    }

    @Override
    public JobStats stats() {
        return new PostgresStats(database);
    }

    @Override
    public BulkActions bulk() {
        return new PostgresBulk(database);
    }

    @Override
    public JobInsight insight() {
        return new PostgresInsight(database);
    }

    @Override
    public Schedules schedules() {
        return new PostgresSchedules(database, ids);
    }
}
