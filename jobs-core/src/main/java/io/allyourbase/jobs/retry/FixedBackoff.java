package io.allyourbase.jobs.retry;

import io.allyourbase.jobs.error.InvalidInput;
import java.time.Duration;

/** The same wait after every attempt. */
public record FixedBackoff(Duration pause) implements Backoff {
    /** @throws InvalidInput when the pause is negative */
    public FixedBackoff {
        if (pause.isNegative()) {
            throw new InvalidInput("pause", pause + " is not allowed; must be zero or more");
        }
    }

    @Override
    public Duration after(int attempt) {
        return pause;
    }
}
