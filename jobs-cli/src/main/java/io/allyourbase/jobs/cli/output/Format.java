package io.allyourbase.jobs.cli.output;

import java.util.Locale;

/** What form the output has. */
public enum Format {
    TABLE,
    JSON,
    CSV;

    /** As users type it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
