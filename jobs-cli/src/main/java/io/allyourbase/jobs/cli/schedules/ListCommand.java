package io.allyourbase.jobs.cli.schedules;

import io.allyourbase.jobs.cli.client.ClientOptions;
import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.output.form.Listing;
import io.allyourbase.jobs.cli.watch.WatchOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ayb schedules list}. */
@Command(
        name = "list",
        description = "List schedules by name.",
        footer = {"  ayb schedules list", "  ayb schedules list --json"})
public final class ListCommand implements Callable<Integer> {
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
        List<JsonObject> schedules = session.server().get(Route.of("schedules")).objects("items");
        try (Listing listing = session.output().listing(ScheduleLayouts.LIST)) {
            listing.page(schedules);
        }
    }
}
