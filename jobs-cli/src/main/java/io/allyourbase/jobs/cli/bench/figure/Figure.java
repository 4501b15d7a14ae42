package io.allyourbase.jobs.cli.bench.figure;

import io.allyourbase.jobs.error.InvalidInput;
import java.util.Optional;

/**
 * One number that was measured.
 *
 * @param name what was measured
 * @param unit what the value counts
 * @param limit what bare SQL reached in the same run, in the same unit; empty where there is no such thing
 */
public record Figure(String name, double value, String unit, Optional<Double> limit) {
    /** @throws InvalidInput when the value is no number */
    public Figure {
        if (!Double.isFinite(value)) {
            throw new InvalidInput(name, value + " is not a number");
        }
    }

    /** A figure that nothing bounds. */
    public static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, Optional.empty());
    }

    /** A rate, beside the one that bare SQL reached. */
    public static Figure of(String name, Rate rate, Rate limit) {
        return new Figure(name, rate.perSecond(), "jobs/s", Optional.of(limit.perSecond()));
    }

    /** A rate that is itself a limit, or has none. */
    public static Figure of(String name, Rate rate) {
        return of(name, rate.perSecond(), "jobs/s");
    }

    /** The value as a part of the limit; empty without one. */
    public Optional<Double> ratio() {
        return limit.filter(most -> most > 0).map(most -> value / most);
    }
}
