package io.allyourbase.jobs.retry;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.job.Due;
import java.math.BigInteger;
import java.time.Duration;

/** {@code min(base · 2^(attempt−1), max)}. */
public record ExponentialBackoff(Duration base, Duration max) implements Backoff {
    /** They make more than a hundred years of a nanosecond. */
    private static final int ENOUGH_DOUBLINGS = 62;

    /** @throws InvalidInput unless {@code 0 < base <= max}, and max is at most 100 years */
    public ExponentialBackoff {
        if (base.isNegative() || base.isZero()) {
            throw new InvalidInput("base", base + " is not allowed; must be more than zero");
        }
        if (max.compareTo(base) < 0) {
            throw new InvalidInput("max", max + " is not allowed; must be at least the base, " + base);
        }
        Due.checkDelay("max", max);
    }

    @Override
    public Duration after(int attempt) {
        BigInteger wait = BigInteger.valueOf(base.toNanos()).shiftLeft(Math.min(attempt - 1, ENOUGH_DOUBLINGS));
        return Duration.ofNanos(wait.min(BigInteger.valueOf(max.toNanos())).longValueExact());
    }
}
