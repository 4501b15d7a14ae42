package io.allyourbase.jobs.cli.schedules;

import io.allyourbase.jobs.cli.client.ClientOptions;
import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.input.Id;
import io.allyourbase.jobs.cli.json.JsonBody;
import io.allyourbase.jobs.cli.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ayb schedules update}. */
@Command(
        name = "update",
        description = "Change a schedule; what is not named stays as it is.",
        footer = {"  ayb schedules update 0198c1a0-7e1d-7c3a-9f00-1234567890ab --cron \"15 * * * *\" --enabled true"})
final class UpdateCommand implements Runnable {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "ID", description = "The schedule's id.")
    private String id = "";

    @Mixin
    private ScheduleOptions options = new ScheduleOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        JsonBody body = options.body();
        if (body.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "say what to change, such as --cron or --enabled");
        }
        Session session = client.session();
        JsonObject schedule = session.server().put(Route.of("schedules", Id.of(id)), body.build());
        session.output()
                .done("Schedule " + schedule.text("id").orElse(id) + " updated", schedule, ScheduleLayouts.SCHEDULE);
    }
}
