package io.allyourbase.jobs.cli.jobs.view;

import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.input.Moments;
import io.allyourbase.jobs.cli.json.JsonBody;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which jobs are meant. */
public final class FilterOptions {
    @Option(names = "--type", paramLabel = "TYPE", description = "Jobs of this type.")
    private @Nullable String type;

    @Option(names = "--queue", paramLabel = "QUEUE", description = "Jobs of this queue.")
    private @Nullable String queue;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Jobs created then or later: 2026-01-31T12:00:00Z, or 90s, 15m, 2h, 3d, 1w ago.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Jobs created before then; written as --since.")
    private @Nullable String until;

    @Option(names = "--error", paramLabel = "TEXT", description = "Jobs whose last error contains this text.")
    private @Nullable String error;

    public boolean isEmpty() {
        return body(Instant.EPOCH).isEmpty();
    }

    /** The route with the filter in its query. */
    public Route query(Route route, Instant now) {
        return route.with("type", Optional.ofNullable(type))
                .with("queue", Optional.ofNullable(queue))
                .with("createdAfter", time("--since", since, now))
                .with("createdBefore", time("--until", until, now))
                .with("error", Optional.ofNullable(error));
    }

    public JsonBody body(Instant now) {
        return new JsonBody()
                .text("type", Optional.ofNullable(type))
                .text("queue", Optional.ofNullable(queue))
                .text("createdAfter", time("--since", since, now))
                .text("createdBefore", time("--until", until, now))
                .text("error", Optional.ofNullable(error));
    }

    private static Optional<String> time(String option, @Nullable String text, Instant now) {
        return Optional.ofNullable(text)
                .map(given -> Moments.past(option, given, now).toString());
    }
}
