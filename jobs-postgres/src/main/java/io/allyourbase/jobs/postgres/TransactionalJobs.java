package io.allyourbase.jobs.postgres;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.NewJob;
import java.sql.Connection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Enqueues in the caller's own transaction: the jobs are there once it commits, and never were when it rolls back. Used
 * by whoever uses the connection. A connection in autocommit mode is refused.
 */
public final class TransactionalJobs {
    private final PostgresStore store;
    private final Connection connection;
    private final TypedJobs typed;

    TransactionalJobs(PostgresStore store, Connection connection, TypedJobs typed) {
        this.store = store;
        this.connection = connection;
        this.typed = typed;
    }

    /** As {@link PostgresJobs#enqueue(JobDefinition, Object)}. */
    public <P> Enqueued enqueue(JobDefinition<P> definition, P payload) {
        return enqueue(definition, payload, options -> options);
    }

    /** As {@link PostgresJobs#enqueue(JobDefinition, Object, UnaryOperator)}. */
    public <P> Enqueued enqueue(JobDefinition<P> definition, P payload, UnaryOperator<NewJob.Builder> options) {
        return store.enqueueAll(connection, List.of(typed.of(definition, payload, options)))
                .get(0);
    }

    /** As {@link PostgresJobs#enqueueAll}. */
    public <P> List<Enqueued> enqueueAll(JobDefinition<P> definition, List<P> payloads) {
        return store.enqueueAll(
                connection,
                payloads.stream()
                        .map(payload -> typed.of(definition, payload, options -> options))
                        .toList());
    }
}
