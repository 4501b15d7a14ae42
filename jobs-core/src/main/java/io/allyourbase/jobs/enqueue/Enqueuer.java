package io.allyourbase.jobs.enqueue;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.NewJob;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Takes typed jobs in: all that a service needs of the queue. Give it this, and not the queue's own class, and it can be
 * handed one that enqueues at once, one that enqueues in a transaction, or, in a test, one without a database. Safe for
 * use by many threads unless it belongs to a transaction.
 */
public interface Enqueuer {
    /**
     * Enqueues a job that is due now.
     *
     * @throws io.allyourbase.jobs.error.InvalidInput when the payload can't be written as JSON of at most 1 MiB
     * @throws io.allyourbase.jobs.error.QueueUnavailable when the database can't be reached
     */
    default <P> Enqueued enqueue(JobDefinition<P> definition, P payload) {
        return enqueue(definition, payload, options -> options);
    }

    /** As above, with options: {@code job -> job.delay(Duration.ofHours(1)).idempotencyKey("order-7")}. */
    <P> Enqueued enqueue(JobDefinition<P> definition, P payload, UnaryOperator<NewJob.Builder> options);

    /** Enqueues a job for each payload: all of them or none. The answers are in their order. */
    <P> List<Enqueued> enqueueAll(JobDefinition<P> definition, List<P> payloads);
}
