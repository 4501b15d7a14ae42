package io.allyourbase.jobs.cli.jobs.view;

import io.allyourbase.jobs.cli.client.ClientOptions;
import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.watch.WatchOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ayb jobs stats}. */
@Command(
        name = "stats",
        description = "Count jobs by state, and say how long the oldest due one waits.",
        footer = {"  ayb jobs stats", "  ayb jobs stats --watch=5"})
public final class StatsCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Override
    public Integer call() throws InterruptedException {
        watch.run(client.session(), StatsCommand::print);
        return 0;
    }

    private static void print(Session session) {
        session.output().object(session.server().get(Route.of("jobs", "stats")), JobLayouts.STATS);
    }
}
