package io.allyourbase.jobs.cli.jobs;

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
        description = "Cancel queued jobs: one by its id, or all that match; or ask a running one to end.",
        footer = {
            "  ayb jobs cancel 0198c1a0-7e1d-7c3a-9f00-1234567890ab",
            "  ayb jobs cancel 0198c1a0-7e1d-7c3a-9f00-1234567890ab --running",
            "  ayb jobs cancel --type mail --since 2h --dry-run",
            "  ayb jobs cancel --all-queued --yes"
        })
final class CancelCommand implements Runnable {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The job's id.")
    private @Nullable String id;

    @Mixin
    private BulkOptions bulk = new BulkOptions();

    @Option(names = "--all-queued", description = "All queued jobs.")
    private boolean allQueued;

    @Option(names = "--running", description = "If the job is running, ask its run to end; with an id only.")
    private boolean running;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        if (running) {
            new AskCommand(spec).run(client.session(), id, bulk, allQueued);
        } else {
            new ChangeCommand(Change.CANCEL, spec).run(client.session(), id, bulk, allQueued);
        }
    }
}
