package io.allyourbase.jobs.cli.jobs.change;

import io.allyourbase.jobs.cli.client.ClientOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ayb jobs retry}. */
@Command(
        name = "retry",
        description = "Queue failed jobs again, with all their attempts: one by its id, or all that match.",
        footer = {
            "  ayb jobs retry 0198c1a0-7e1d-7c3a-9f00-1234567890ab",
            "  ayb jobs retry --type mail --since 2h --dry-run",
            "  ayb jobs retry --all-failed --yes"
        })
public final class RetryCommand implements Runnable {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The job's id.")
    private @Nullable String id;

    @Mixin
    private BulkOptions bulk = new BulkOptions();

    @Option(names = "--all-failed", description = "All failed jobs.")
    private boolean allFailed;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        new ChangeCommand(Change.RETRY, spec).run(client.session(), id, bulk, allFailed);
    }
}
