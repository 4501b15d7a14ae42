package io.allyourbase.jobs.cli.schedules;

import io.allyourbase.jobs.cli.client.ClientOptions;
import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.json.JsonObject;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ayb schedules create}. */
@Command(
        name = "create",
        description = "Make a schedule.",
        footer = {
            "  ayb schedules create --name cleanup --job-type stale_session_cleanup --cron \"0 * * * *\"",
            "  ayb schedules create --name report --job-type report --cron @daily --timezone Asia/Tokyo --enabled false"
        })
final class CreateCommand implements Runnable {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Its name, which no other has.")
    private String name = "";

    @Option(names = "--job-type", paramLabel = "TYPE", required = true, description = "The type of its jobs.")
    private String jobType = "";

    @Mixin
    private ScheduleOptions options = new ScheduleOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        if (!options.hasCron()) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--cron=EXPR'");
        }
        Session session = client.session();
        JsonObject body = options.body()
                .text("name", Optional.of(name))
                .text("jobType", Optional.of(jobType))
                .build();
        JsonObject schedule = session.server().post(Route.of("schedules"), body).body();
        session.output()
                .done("Schedule " + schedule.text("id").orElse("") + " created", schedule, ScheduleLayouts.SCHEDULE);
    }
}
