package io.allyourbase.jobs.postgres;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.PayloadCodec;
import io.allyourbase.jobs.job.NewJob;
import java.util.function.UnaryOperator;

/** Makes jobs of typed payloads. */
record TypedJobs(PayloadCodec codec, int maxAttemptsDefault) {
    <P> NewJob of(JobDefinition<P> definition, P payload, UnaryOperator<NewJob.Builder> options) {
        NewJob.Builder job = NewJob.builder(definition.type())
                .payload(codec.encode(payload))
                .maxAttempts(definition.maxAttempts().orElse(maxAttemptsDefault));
        return options.apply(job).build();
    }
}
