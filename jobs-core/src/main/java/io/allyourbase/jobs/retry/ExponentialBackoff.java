package io.allyourbase.jobs.retry;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.job.Due;
import java.time.Duration;

/** {@code min(base · 2^(attempt−1), max)}. */
public record ExponentialBackoff(Duration base, Duration max) implements Backoff {
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
        long first = base.toNanos();
        // So many doublings fit into a long, and make more than the longest that is allowed.
        int most = Long.numberOfLeadingZeros(first) - 1;
        return Duration.ofNanos(Math.min(first << Math.min(Math.max(attempt, 1) - 1, most), max.toNanos()));
    }
}
