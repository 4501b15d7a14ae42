package io.allyourbase.jobs.cli.workers;

import io.allyourbase.jobs.cli.client.ClientOptions;
import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.output.form.Column;
import io.allyourbase.jobs.cli.output.form.Layout;
import io.allyourbase.jobs.cli.output.form.Listing;
import io.allyourbase.jobs.cli.output.text.Look;
import io.allyourbase.jobs.cli.watch.WatchOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ayb workers list}. */
@Command(
        name = "list",
        description = "List the workers that are there, as they started.",
        footer = {"  ayb workers list", "  ayb workers list --json"})
public final class ListCommand implements Callable<Integer> {
    private static final Layout LAYOUT = new Layout(
            List.of(
                    Column.of("WORKER", "workerId"),
                    Column.of("RUNS", "running"),
                    Column.of("AT MOST", "concurrency"),
                    new Column("STARTED", "startedAt", Look.AGE),
                    new Column("HEARD OF", "seenAt", Look.AGE),
                    new Column("QUEUES", "queues", Look.NAMES),
                    new Column("TYPES", "types", Look.NAMES)),
            List.of("workerId", "running", "concurrency", "startedAt", "seenAt", "queues", "types"),
            "No workers found.");

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Override
    public Integer call() throws InterruptedException {
        watch.run(client.session(), ListCommand::print);
        return 0;
    }

    private static void print(Session session) {
        List<JsonObject> workers = session.server().get(Route.of("workers")).objects("items");
        try (Listing listing = session.output().listing(LAYOUT)) {
            listing.page(workers);
        }
    }
}
