package io.allyourbase.jobs.handler;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.job.Attempts;
import io.allyourbase.jobs.job.Due;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.retry.RetryPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * A typed job type: its name, the class of its payload, and what holds for all its jobs. Immutable; made once, as a
 * constant, and used both to enqueue and to handle.
 *
 * @param maxAttempts of each job; the configured default when absent
 * @param retryPolicy how long a failed job waits
 * @param timeout how long a run may take before it is interrupted and counted as failed; unlimited when absent
 * @param <P> the payload's type
 */
public record JobDefinition<P>(
        JobType type,
        Class<P> payloadClass,
        Optional<Integer> maxAttempts,
        RetryPolicy retryPolicy,
        Optional<Duration> timeout) {
    /** @throws InvalidInput when maxAttempts is out of range or the timeout is not above zero and at most 100 years */
    public JobDefinition {
        maxAttempts.ifPresent(max -> Attempts.checkMax("maxAttempts", max));
        timeout.filter(limit -> limit.isNegative() || limit.isZero()).ifPresent(limit -> {
            throw new InvalidInput("timeout", limit + " is not allowed; must be more than zero");
        });
        timeout.ifPresent(limit -> Due.checkDelay("timeout", limit));
    }

    /** A type of that name, with the defaults. */
    public static <P> JobDefinition<P> of(String type, Class<P> payloadClass) {
        return new JobDefinition<>(
                new JobType(type), payloadClass, Optional.empty(), RetryPolicy.DEFAULT, Optional.empty());
    }

    /** The same with that many attempts for each job: from 1 to {@link Attempts#LIMIT}. */
    public JobDefinition<P> maxAttempts(int max) {
        return new JobDefinition<>(type, payloadClass, Optional.of(max), retryPolicy, timeout);
    }

    /** The same with that retry policy. */
    public JobDefinition<P> retryPolicy(RetryPolicy policy) {
        return new JobDefinition<>(type, payloadClass, maxAttempts, policy, timeout);
    }

    /** The same with that limit on a run's time, at most 100 years. */
    public JobDefinition<P> timeout(Duration limit) {
        return new JobDefinition<>(type, payloadClass, maxAttempts, retryPolicy, Optional.of(limit));
    }
}
