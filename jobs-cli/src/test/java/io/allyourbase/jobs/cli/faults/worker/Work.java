package io.allyourbase.jobs.cli.faults.worker;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.retry.FixedBackoff;
import io.allyourbase.jobs.retry.RetryPolicy;
import java.time.Duration;
import java.time.Instant;

/**
 * What a job is to do.
 *
 * @param number its own, so that it is known even where the answer to its enqueue was lost
 * @param millis how long its handler takes
 * @param askedAt when it was enqueued, in microseconds since 1970
 */
public record Work(long number, int millis, Manner manner, long askedAt) {
    /** More attempts than any of these tests costs a job, which then would end failed. */
    private static final int ATTEMPTS = 500;

    public static final JobDefinition<Work> DEFINITION = JobDefinition.of("work", Work.class)
            .maxAttempts(ATTEMPTS)
            .retryPolicy(RetryPolicy.of(new FixedBackoff(Duration.ofMillis(200))));

    /** How its handler ends. */
    public enum Manner {
        COMPLETES,
        FAILS_ONCE,
        FAILS_FOR_GOOD,
        /** Completes, and holds a connection of the worker's own pool until its millis after it was enqueued are over. */
        HOLDS_CONNECTION
    }

    /** How long until its millis after it was enqueued are over. */
    long millisLeft(Instant now) {
        return Math.max(0, askedAt / 1_000 + millis - now.toEpochMilli());
    }
}
