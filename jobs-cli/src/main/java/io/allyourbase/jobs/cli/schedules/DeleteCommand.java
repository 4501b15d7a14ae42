package io.allyourbase.jobs.cli.schedules;

import io.allyourbase.jobs.cli.client.ClientOptions;
import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.input.Id;
import io.allyourbase.jobs.cli.json.JsonBody;
import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.output.form.Layout;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ayb schedules delete}. */
@Command(
        name = "delete",
        description = "Delete a schedule.",
        footer = {"  ayb schedules delete 0198c1a0-7e1d-7c3a-9f00-1234567890ab"})
final class DeleteCommand implements Runnable {
    private static final Layout DELETED = new Layout(List.of(), List.of("id", "deleted"), "");

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "ID", description = "The schedule's id.")
    private String id = "";

    @Override
    public void run() {
        Session session = client.session();
        session.server().delete(Route.of("schedules", Id.of(id)));
        JsonObject deleted = new JsonBody()
                .text("id", Optional.of(id))
                .truth("deleted", Optional.of(true))
                .build();
        session.output().done("Schedule " + id + " deleted", deleted, DELETED);
    }
}
