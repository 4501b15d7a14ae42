package io.allyourbase.jobs.cli.workers;

import io.allyourbase.jobs.cli.group.CommandGroup;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ayb workers}. */
@Command(name = "workers", description = "See who is at work.", footer = "  ayb workers list --watch")
public final class WorkersCommand implements CommandGroup {
    @SuppressWarnings("UnusedVariable") // The parser reads it.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public List<String> names() {
        return List.of("list");
    }

    @Override
    public Object command(String name) {
        return switch (name) {
            case "list" -> new ListCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
