package io.allyourbase.jobs.cli.jobs.view;

import io.allyourbase.jobs.cli.client.ClientOptions;
import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.input.Id;
import io.allyourbase.jobs.cli.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ayb jobs explain}. */
@Command(
        name = "explain",
        description = "Say in a sentence why a job is, or is not, running.",
        footer = {"  ayb jobs explain 0198c1a0-7e1d-7c3a-9f00-1234567890ab"})
public final class ExplainCommand implements Runnable {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "ID", description = "The job's id.")
    private String id = "";

    @Override
    public void run() {
        Session session = client.session();
        JsonObject explanation = session.server().get(Route.of("jobs", Id.of(id), "explain"));
        session.output().done(explanation.text("sentence").orElse(""), explanation, JobLayouts.EXPLANATION);
    }
}
