package io.allyourbase.jobs.cli.jobs.change;

import io.allyourbase.jobs.cli.client.ClientOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ayb jobs cancel}. */
@Command(
        name = "cancel",
        description = "Cancel queued jobs, or ask running ones to end: one by its id, or all that match.",
        footer = {
            "  ayb jobs cancel 0198c1a0-7e1d-7c3a-9f00-1234567890ab",
            "  ayb jobs cancel 0198c1a0-7e1d-7c3a-9f00-1234567890ab --running",
            "  ayb jobs cancel --type mail --since 2h --dry-run",
            "  ayb jobs cancel --type mail --running --yes",
            "  ayb jobs cancel --all-queued --yes"
        })
public final class CancelCommand implements Runnable {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The job's id.")
    private @Nullable String id;

    @Mixin
    private BulkOptions bulk = new BulkOptions();

    @Option(names = "--all-queued", description = "All queued jobs; with --running, all that run too.")
    private boolean allQueued;

    @Option(names = "--running", description = "Jobs that run too: ask their runs to end.")
    private boolean running;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        new ChangeCommand(running ? Change.ASK : Change.CANCEL, spec).run(client.session(), id, bulk, allQueued);
    }
}
