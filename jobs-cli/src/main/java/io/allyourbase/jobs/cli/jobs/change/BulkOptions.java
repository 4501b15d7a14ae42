package io.allyourbase.jobs.cli.jobs.change;

import io.allyourbase.jobs.cli.jobs.view.FilterOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a change to many jobs at once. */
final class BulkOptions {
    @Mixin
    FilterOptions filter = new FilterOptions();

    @Option(names = "--dry-run", description = "Only say how many there are.")
    boolean dryRun;

    @Option(names = "--limit", paramLabel = "N", description = "Change at most so many; 1000 unless told otherwise.")
    private @Nullable Integer limit;

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    Optional<Integer> limit() {
        return Optional.ofNullable(limit);
    }
}
