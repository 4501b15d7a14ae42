package io.allyourbase.jobs.job;

import io.allyourbase.jobs.error.InvalidInput;

/** How many attempts of a job's retry budget are used, the running one included, out of how many. */
public record Attempts(int used, int max) {
    /** The largest budget a job may have. */
    public static final int LIMIT = 1000;

    /** @throws InvalidInput when max is not from 1 to {@link #LIMIT} or used is not from 0 to max */
    public Attempts {
        checkMax("maxAttempts", max);
        if (used < 0 || used > max) {
            throw new InvalidInput("attempts", used + " is not allowed; must be from 0 to " + max);
        }
    }

    /** A fresh budget. */
    public static Attempts outOf(int max) {
        return new Attempts(0, max);
    }

    /** Returns max unchanged when it is from 1 to {@link #LIMIT}; the field names it in the refusal. */
    public static int checkMax(String field, int max) {
        if (max < 1 || max > LIMIT) {
            throw new InvalidInput(field, max + " is not allowed; must be from 1 to " + LIMIT);
        }
        return max;
    }

    /** Whether none is left. */
    public boolean spent() {
        return used >= max;
    }

    /** One more used. */
    public Attempts next() {
        return new Attempts(used + 1, max);
    }

    /** The last one given back. */
    public Attempts givenBack() {
        return new Attempts(Math.max(0, used - 1), max);
    }

    /** None used. */
    public Attempts reset() {
        return new Attempts(0, max);
    }
}
