package io.allyourbase.jobs.cli.schedules;

import io.allyourbase.jobs.cli.client.ClientOptions;
import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.input.Id;
import io.allyourbase.jobs.cli.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ayb schedules get}. */
@Command(
        name = "get",
        description = "Show a schedule.",
        footer = {"  ayb schedules get 0198c1a0-7e1d-7c3a-9f00-1234567890ab"})
public final class GetCommand implements Runnable {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "ID", description = "The schedule's id.")
    private String id = "";

    @Override
    public void run() {
        Session session = client.session();
        JsonObject schedule = session.server().get(Route.of("schedules", Id.of(id)));
        session.output().object(schedule, ScheduleLayouts.SCHEDULE);
    }
}
