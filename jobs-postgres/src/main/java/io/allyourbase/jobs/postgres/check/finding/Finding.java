package io.allyourbase.jobs.postgres.check.finding;

import java.util.List;

/**
 * One thing that a check found. All texts are for people, and may change; the check's name is for programs, and does not.
 *
 * @param check what was looked at, such as {@code lease-expired}
 * @param what was found, in one line
 * @param meaning what follows from it; empty when nothing does
 * @param remedy what to do about it; empty when nothing need be done
 * @param count how many there are of what was found
 * @param examples of where: job ids, names; a few at most
 */
public record Finding(
        Severity severity,
        String check,
        String what,
        String meaning,
        String remedy,
        long count,
        List<String> examples) {
    /** How many examples a finding has at most. */
    public static final int MOST_EXAMPLES = 5;

    public Finding {
        examples = List.copyOf(examples);
    }

    /** One that says no more than that. */
    public static Finding of(Severity severity, String check, String what) {
        return new Finding(severity, check, what, "", "", 1, List.of());
    }

    /** All is as it should be there. */
    public static Finding ok(String check, String what) {
        return of(Severity.OK, check, what);
    }

    /** The same, with what follows from it and what to do. */
    public Finding advice(String meaning, String remedy) {
        return new Finding(severity, check, what, meaning, remedy, count, examples);
    }

    /** The same, found so often, and there. */
    public Finding at(long count, List<String> examples) {
        return new Finding(severity, check, what, meaning, remedy, count, examples);
    }

    /** Whether it is at least as bad. */
    public boolean isAtLeast(Severity other) {
        return severity.compareTo(other) >= 0;
    }
}
