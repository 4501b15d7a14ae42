package io.allyourbase.jobs.postgres.check.invariant;

import io.allyourbase.jobs.error.InvalidInput;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How far a verification looks.
 *
 * @param days how many days of history, today's (UTC) included; all of it when empty
 * @param recoveryBound how long after the end of its lease a job may still run; a worker takes it back within seconds
 * @param timeout how long each statement may take
 */
public record Scope(Optional<Integer> days, Duration recoveryBound, Duration timeout) {
    /** All of the history, a minute for recovery, and ten for a statement. */
    public static final Scope DEFAULT = new Scope(Optional.empty(), Duration.ofMinutes(1), Duration.ofMinutes(10));

    private static final int MOST_DAYS = 36_500;

    /** @throws InvalidInput when days are not from 1 to 36500, the bound is negative or the timeout under a second */
    public Scope {
        if (days.filter(n -> n < 1 || n > MOST_DAYS).isPresent()) {
            throw new InvalidInput("days", days.get() + " is not allowed; must be from 1 to " + MOST_DAYS);
        }
        if (recoveryBound.isNegative()) {
            throw new InvalidInput("recoveryBound", recoveryBound + " is not allowed; must not be negative");
        }
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidInput("timeout", timeout + " is not allowed; must be at least a second");
        }
    }

    /** So many days of the history only. */
    public Scope days(int days) {
        return new Scope(Optional.of(days), recoveryBound, timeout);
    }

    /** That long for recovery. */
    public Scope recoveryBound(Duration bound) {
        return new Scope(days, bound, timeout);
    }

    /** That long for each statement. */
    public Scope timeout(Duration timeout) {
        return new Scope(days, recoveryBound, timeout);
    }

    /** Where the history that is looked at starts; empty for all of it. */
    Optional<Instant> since(LocalDate today) {
        return days.map(n -> today.minus(n - 1L, ChronoUnit.DAYS).atStartOfDay().toInstant(ZoneOffset.UTC));
    }
}
