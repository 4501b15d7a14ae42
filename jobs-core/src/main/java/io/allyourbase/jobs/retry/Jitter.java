package io.allyourbase.jobs.retry;

import io.allyourbase.jobs.error.InvalidInput;
import java.time.Duration;

/**
 * Lengthens a wait by up to a share of it, so that jobs that failed together don't all come back together.
 *
 * @param share from 0 (none) to 1 (up to twice the wait)
 */
public record Jitter(double share) {
    /** The queue's default: up to a tenth more. */
    public static final Jitter DEFAULT = new Jitter(0.1);

    /** @throws InvalidInput when the share is not from 0 to 1 */
    public Jitter {
        if (!(share >= 0 && share <= 1)) {
            throw new InvalidInput("jitter", share + " is not allowed; must be from 0 to 1");
        }
    }

    /**
     * The wait, lengthened.
     *
     * @param random a number from 0 (inclusive) to 1 (exclusive)
     */
    public Duration apply(Duration wait, double random) {
        return wait.plusNanos((long) (wait.toNanos() * share * random));
    }
}
