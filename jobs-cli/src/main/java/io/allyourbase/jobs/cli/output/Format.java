package io.allyourbase.jobs.cli.output;

/** What form the output has. */
public enum Format {
    TABLE,
    JSON,
    CSV
}
