package io.allyourbase.jobs.cli.jobs.view;

import io.allyourbase.jobs.cli.client.ClientOptions;
import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.output.form.Listing;
import io.allyourbase.jobs.cli.watch.WatchOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ayb jobs list}. */
@Command(
        name = "list",
        description = "List jobs, the newest first.",
        footer = {
            "  ayb jobs list --state failed --since 2h",
            "  ayb jobs list --type mail --error timeout --all --output csv",
            "  ayb jobs list --state running --watch"
        })
public final class ListCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            completionCandidates = States.class,
            description = "Jobs in this state: queued, running, completed, failed or canceled.")
    private @Nullable String state;

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; 50 unless told otherwise.")
    private @Nullable Integer limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on from where an earlier list ended.")
    private @Nullable String cursor;

    @Option(names = "--all", description = "All of them, unless there is a limit.")
    private boolean all;

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Override
    public Integer call() throws InterruptedException {
        watch.run(client.session(), this::print);
        return 0;
    }

    private void print(Session session) {
        Route route = filter.query(
                Route.of("jobs").with("state", Optional.ofNullable(state)),
                session.output().clock().instant());
        Pages pages = new Pages(session.server(), route, limit(), Optional.ofNullable(cursor));
        // Asked for before anything is printed, so that a refusal leaves no output.
        List<JsonObject> first = pages.next();
        boolean read;
        try (Listing listing = session.output().listing(JobLayouts.LIST)) {
            read = listing.page(first);
            while (read && pages.hasNext()) {
                read = listing.page(pages.next());
            }
        }
        // Who stopped reading has no use for more.
        if (read) {
            pages.rest()
                    .ifPresent(rest -> session.output()
                            .note("There are more; go on with --cursor " + rest + ", or list all with --all."));
        }
    }

    private long limit() {
        if (limit != null) {
            return limit;
        }
        return all ? Long.MAX_VALUE : 50;
    }
}
