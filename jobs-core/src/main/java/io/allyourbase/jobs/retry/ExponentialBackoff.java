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
        Duration wait = base;
        for (int n = 1; n < attempt && wait.compareTo(max) < 0; n++) {
            wait = wait.compareTo(max.dividedBy(2)) > 0 ? max : wait.multipliedBy(2);
        }
        return wait.compareTo(max) < 0 ? wait : max;
    }
}
