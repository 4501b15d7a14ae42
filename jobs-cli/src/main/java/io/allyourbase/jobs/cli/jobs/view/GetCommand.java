package io.allyourbase.jobs.cli.jobs.view;

import io.allyourbase.jobs.cli.client.ClientOptions;
import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.input.Id;
import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.output.Format;
import io.allyourbase.jobs.cli.output.Output;
import io.allyourbase.jobs.cli.output.form.Listing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ayb jobs get}. */
@Command(
        name = "get",
        description = "Show a job and its runs.",
        footer = {"  ayb jobs get 0198c1a0-7e1d-7c3a-9f00-1234567890ab"})
public final class GetCommand implements Runnable {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "ID", description = "The job's id.")
    private String id = "";

    @Override
    public void run() {
        Session session = client.session();
        JsonObject job = session.server().get(Route.of("jobs", Id.of(id)));
        Output output = session.output();
        output.object(job, JobLayouts.JOB);
        if (output.format() == Format.TABLE) {
            output.out().println();
            try (Listing runs = output.listing(JobLayouts.RUNS)) {
                runs.page(job.objects("runs"));
            }
        }
    }
}
