package io.allyourbase.jobs.enqueue;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.PayloadCodec;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.port.JobQueue;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Makes jobs of typed payloads, for any queue.
 *
 * @param maxAttemptsDefault of a job whose definition names none
 */
public record TypedEnqueuer(JobQueue queue, PayloadCodec codec, int maxAttemptsDefault) implements Enqueuer {
    /** The same for another queue. */
    public TypedEnqueuer onto(JobQueue other) {
        return new TypedEnqueuer(other, codec, maxAttemptsDefault);
    }

    @Override
    public <P> Enqueued enqueue(JobDefinition<P> definition, P payload, UnaryOperator<NewJob.Builder> options) {
        return queue.enqueue(options.apply(job(definition, payload)).build());
    }

    @Override
    public <P> List<Enqueued> enqueueAll(JobDefinition<P> definition, List<P> payloads) {
        return queue.enqueueAll(payloads.stream()
                .map(payload -> job(definition, payload).build())
                .toList());
    }

    private <P> NewJob.Builder job(JobDefinition<P> definition, P payload) {
        return NewJob.builder(definition.type())
                .payload(codec.encode(payload))
                .maxAttempts(definition.maxAttempts().orElse(maxAttemptsDefault));
    }
}
