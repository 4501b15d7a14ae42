package io.allyourbase.jobs.cli.schedules;

import io.allyourbase.jobs.cli.group.CommandGroup;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ayb schedules}. */
@Command(
        name = "schedules",
        description = "Look at schedules, make and change them, preview their times.",
        footer = {"  ayb schedules preview --cron \"30 2 * * *\" --timezone Europe/Berlin"})
public final class SchedulesCommand implements CommandGroup {
    @SuppressWarnings("UnusedVariable") // The parser reads it.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public List<String> names() {
        return List.of("list", "get", "create", "update", "enable", "disable", "delete", "run", "preview");
    }

    @Override
    public Object command(String name) {
        return switch (name) {
            case "list" -> new ListCommand();
            case "get" -> new GetCommand();
            case "create" -> new CreateCommand();
            case "update" -> new UpdateCommand();
            case "enable" -> new EnableCommand();
            case "disable" -> new DisableCommand();
            case "delete" -> new DeleteCommand();
            case "run" -> new RunCommand();
            case "preview" -> new PreviewCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
