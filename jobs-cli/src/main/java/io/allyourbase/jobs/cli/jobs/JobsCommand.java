package io.allyourbase.jobs.cli.jobs;

import io.allyourbase.jobs.cli.group.CommandGroup;
import io.allyourbase.jobs.cli.jobs.change.CancelCommand;
import io.allyourbase.jobs.cli.jobs.change.EnqueueCommand;
import io.allyourbase.jobs.cli.jobs.change.RetryCommand;
import io.allyourbase.jobs.cli.jobs.change.RunCommand;
import io.allyourbase.jobs.cli.jobs.view.ExplainCommand;
import io.allyourbase.jobs.cli.jobs.view.GetCommand;
import io.allyourbase.jobs.cli.jobs.view.ListCommand;
import io.allyourbase.jobs.cli.jobs.view.StatsCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ayb jobs}. */
@Command(
        name = "jobs",
        description = "Look at jobs, enqueue, retry, run and cancel them.",
        footer = {"  ayb jobs list --state failed --since 2h"})
public final class JobsCommand implements CommandGroup {
    @SuppressWarnings("UnusedVariable") // The parser reads it.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public List<String> names() {
        return List.of("list", "get", "explain", "stats", "enqueue", "retry", "run", "cancel");
    }

    @Override
    public Object command(String name) {
        return switch (name) {
            case "list" -> new ListCommand();
            case "get" -> new GetCommand();
            case "explain" -> new ExplainCommand();
            case "stats" -> new StatsCommand();
            case "enqueue" -> new EnqueueCommand();
            case "retry" -> new RetryCommand();
            case "run" -> new RunCommand();
            case "cancel" -> new CancelCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
