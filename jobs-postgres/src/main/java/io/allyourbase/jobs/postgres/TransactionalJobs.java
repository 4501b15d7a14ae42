package io.allyourbase.jobs.postgres;

import io.allyourbase.jobs.enqueue.Enqueuer;
import io.allyourbase.jobs.enqueue.TypedEnqueuer;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.NewJob;
import java.sql.Connection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Enqueues and completes jobs in the caller's own transaction: it is done once that commits, and never was when it rolls
 * back. Used by whoever uses the connection. A connection in autocommit mode is refused, and so is a job with an id of the
 * caller's own unless the transaction is {@code READ COMMITTED}.
 */
public final class TransactionalJobs implements Enqueuer {
    private final PostgresStore store;
    private final Connection connection;
    private final TypedEnqueuer typed;

    TransactionalJobs(PostgresStore store, Connection connection, TypedEnqueuer typed) {
        this.store = store;
        this.connection = connection;
        this.typed = typed.onto(jobs -> store.enqueueAll(connection, jobs));
    }

    @Override
    public <P> Enqueued enqueue(JobDefinition<P> definition, P payload, UnaryOperator<NewJob.Builder> options) {
        return typed.enqueue(definition, payload, options);
    }

    @Override
    public <P> List<Enqueued> enqueueAll(JobDefinition<P> definition, List<P> payloads) {
        return typed.enqueueAll(definition, payloads);
    }

    /**
     * Completes the job of a run, for its own handler: what else the transaction does takes effect together with the
     * completion, and so exactly once. Call it last and commit soon, for the job's lease is not renewed any more; while
     * the transaction is open no other can take the job.
     *
     * <p>When the transaction rolls back, the job has not completed, even if the handler returns: that run failed, and
     * the next one does the work. When it has committed the job has completed, whatever the handler does then; that is
     * so, too, when the answer to the commit was lost.
     *
     * @throws io.allyourbase.jobs.handler.RunLost when the run no longer owns the job, or has completed it before: let
     *     it pass, so that the transaction rolls back
     * @throws io.allyourbase.jobs.error.InvalidInput when the connection is in autocommit mode, or to a database that
     *     does not have the job
     * @throws io.allyourbase.jobs.error.JobsException when the database fails; the transaction can't commit then
     */
    public void complete(Run run) {
        complete(run, "");
    }

    /** As {@link #complete(Run)}, with a report: one short line that is kept with the job. */
    public void complete(Run run, String report) {
        store.complete(connection, run, report);
    }
}
