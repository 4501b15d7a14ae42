package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.OutcomeHandler;
import io.allyourbase.jobs.handler.PayloadCodec;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.retry.ExponentialBackoff;
import io.allyourbase.jobs.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The types of jobs there are: one without a limit, one with a timeout, and one that not every node handles. */
final class JobTypes {
    private static final RetryPolicy SOON =
            RetryPolicy.of(new ExponentialBackoff(Duration.ofMillis(500), Duration.ofSeconds(4)));

    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private static final JobType TIMED = new JobType("timed");

    static final JobType RARE = new JobType("rare");

    static final List<JobType> ALL = List.of(new JobType("free"), TIMED, RARE);

    private JobTypes() {}

    static boolean isTimed(JobType type) {
        return type.equals(TIMED);
    }

    static Handlers handlers(OutcomeHandler<String> handler, List<JobType> types) {
        Handlers.Builder handlers = Handlers.builder(new PlainText());
        for (JobType type : types) {
            Optional<Duration> timeout = isTimed(type) ? Optional.of(TIMEOUT) : Optional.empty();
            handlers.handleWithOutcome(
                    new JobDefinition<>(type, String.class, Optional.empty(), SOON, timeout), handler);
        }
        return handlers.build();
    }

    private static final class PlainText implements PayloadCodec {
        @Override
        public Payload encode(Object value) {
            throw new InvalidInput("payload", "is never encoded here");
        }

        @Override
        public <P> P decode(Payload payload, Class<P> payloadClass) {
            return payloadClass.cast(payload.json());
        }
    }
}
