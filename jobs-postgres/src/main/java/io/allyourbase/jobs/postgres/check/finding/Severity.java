package io.allyourbase.jobs.postgres.check.finding;

import java.util.Locale;

/** How bad a finding is, the least first. */
public enum Severity {
    /** As it should be. */
    OK,
    /** Worth knowing; nothing is wrong. */
    NOTE,
    /** Slower or less safe than it could be, or soon wrong. */
    WARNING,
    /** Wrong: somebody has to do something. */
    PROBLEM;

    /** As programs are told. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
