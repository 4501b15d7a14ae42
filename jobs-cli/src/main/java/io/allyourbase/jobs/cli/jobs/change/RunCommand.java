package io.allyourbase.jobs.cli.jobs.change;

import io.allyourbase.jobs.cli.client.ClientOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ayb jobs run}. */
@Command(
        name = "run",
        description = "Run queued jobs now that are not due yet: one by its id, or all that match.",
        footer = {
            "  ayb jobs run 0198c1a0-7e1d-7c3a-9f00-1234567890ab",
            "  ayb jobs run --type mail --error timeout --dry-run",
            "  ayb jobs run --all-delayed --yes"
        })
public final class RunCommand implements Runnable {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The job's id.")
    private @Nullable String id;

    @Mixin
    private BulkOptions bulk = new BulkOptions();

    @Option(names = "--all-delayed", description = "All queued jobs that are not due yet.")
    private boolean allDelayed;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        new ChangeCommand(Change.RUN, spec).run(client.session(), id, bulk, allDelayed);
    }
}
