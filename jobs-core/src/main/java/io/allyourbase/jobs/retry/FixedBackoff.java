package io.allyourbase.jobs.retry;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.job.Due;
import java.time.Duration;

/** The same wait after every attempt. */
public record FixedBackoff(Duration pause) implements Backoff {
    /** @throws InvalidInput when the pause is negative or longer than 100 years */
    public FixedBackoff {
        if (pause.isNegative()) {
            throw new InvalidInput("pause", pause + " is not allowed; must be zero or more");
        }
        Due.checkDelay("pause", pause);
    }

    @Override
    public Duration after(int attempt) {
        return pause;
    }
}
