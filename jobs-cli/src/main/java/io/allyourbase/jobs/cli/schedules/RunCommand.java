package io.allyourbase.jobs.cli.schedules;

import io.allyourbase.jobs.cli.client.ClientOptions;
import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.input.Id;
import io.allyourbase.jobs.cli.jobs.view.JobLayouts;
import io.allyourbase.jobs.cli.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ayb schedules run}. */
@Command(
        name = "run",
        description = "Enqueue a job of a schedule now; its own times stay as they are.",
        footer = {"  ayb schedules run 0198c1a0-7e1d-7c3a-9f00-1234567890ab"})
final class RunCommand implements Runnable {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "ID", description = "The schedule's id.")
    private String id = "";

    @Override
    public void run() {
        Session session = client.session();
        JsonObject job =
                session.server().post(Route.of("schedules", Id.of(id), "run")).body();
        session.output().done("Job " + job.text("id").orElse("") + " enqueued", job, JobLayouts.JOB);
    }
}
