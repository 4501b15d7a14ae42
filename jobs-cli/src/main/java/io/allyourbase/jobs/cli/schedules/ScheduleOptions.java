package io.allyourbase.jobs.cli.schedules;

import io.allyourbase.jobs.cli.input.PayloadText;
import io.allyourbase.jobs.cli.json.JsonBody;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that a schedule is made and changed by. */
final class ScheduleOptions {
    @Option(names = "--cron", paramLabel = "EXPR", description = "Five fields, such as \"0 3 * * MON-FRI\", or @daily.")
    private @Nullable String cron;

    @Option(names = "--timezone", paramLabel = "ZONE", description = "The zone it is read in, such as Europe/Berlin.")
    private @Nullable String timezone;

    @Option(
            names = "--payload",
            paramLabel = "JSON|@FILE|-",
            description = "The input of its jobs, as JSON, or from a file, or from the standard input.")
    private @Nullable String payload;

    @Option(names = "--enabled", arity = "1", paramLabel = "true|false", description = "Whether it fires.")
    private @Nullable Boolean enabled;

    @Option(names = "--max-attempts", paramLabel = "N", description = "How many runs its jobs get.")
    private @Nullable Integer maxAttempts;

    @Option(
            names = "--catch-up",
            paramLabel = "once|skip|all",
            description = "What becomes of fire times that were missed.")
    private @Nullable String catchUp;

    @Option(names = "--catch-up-cap", paramLabel = "N", description = "How many at most, with --catch-up all.")
    private @Nullable Integer catchUpCap;

    @Option(
            names = "--overlap",
            paramLabel = "allow|skip",
            description = "Whether it fires while its last job is unfinished.")
    private @Nullable String overlap;

    boolean hasCron() {
        return cron != null;
    }

    JsonBody body() {
        return new JsonBody()
                .text("cronExpr", Optional.ofNullable(cron))
                .text("timezone", Optional.ofNullable(timezone))
                .json("payload", Optional.ofNullable(payload).map(PayloadText::read))
                .truth("enabled", Optional.ofNullable(enabled))
                .number("maxAttempts", Optional.ofNullable(maxAttempts))
                .text("catchUp", Optional.ofNullable(catchUp))
                .number("catchUpCap", Optional.ofNullable(catchUpCap))
                .text("overlap", Optional.ofNullable(overlap));
    }
}
