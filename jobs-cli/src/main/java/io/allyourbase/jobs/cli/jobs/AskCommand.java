package io.allyourbase.jobs.cli.jobs;

import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.input.Id;
import io.allyourbase.jobs.cli.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Cancels a job, begun or not. */
final class AskCommand {
    private final CommandSpec spec;

    AskCommand(CommandSpec spec) {
        this.spec = spec;
    }

    void run(Session session, @Nullable String id, BulkOptions options, boolean all) {
        if (id == null || all || options.dryRun || !options.filter.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--running goes with one job's id, and with no filter");
        }
        String job = Id.of(id);
        JsonObject now = session.server()
                .post(Route.of("jobs", job, "cancel").with("running", Optional.of("ask")))
                .body();
        boolean runs = now.text("state").filter("running"::equals).isPresent();
        session.output()
                .done(
                        "Job " + now.text("id").orElse(job) + (runs ? " was asked to end" : " canceled"),
                        now,
                        JobLayouts.JOB);
    }
}
