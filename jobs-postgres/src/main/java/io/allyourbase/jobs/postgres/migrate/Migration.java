package io.allyourbase.jobs.postgres.migrate;

import java.util.List;
import java.util.stream.Stream;

/**
 * One file, which leads to its version from the one before. Its last statement records the version.
 *
 * <p>Its statements are one transaction, unless its first line says {@value #STEPWISE}: then each may be repeated, and
 * what was done before a crash stays.
 */
record Migration(int version, String script) {
    static final String STEPWISE = "-- Each statement on its own.";

    boolean isStepwise() {
        return script.startsWith(STEPWISE);
    }

    /** Without comments. No value in a file holds a semicolon or two dashes; a test reads them all. */
    List<String> statements() {
        return Stream.of(script.replaceAll("--.*", "").split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** For a schema that has no tables yet, where nobody is at work: fit for one transaction. */
    String forNewSchema() {
        return script.replace(" CONCURRENTLY", "");
    }
}
