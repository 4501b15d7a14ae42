package io.allyourbase.jobs.cli.group;

import java.util.List;
import picocli.CommandLine;

/** Hangs commands under their groups. Classes of commands that nobody asked for are not loaded, for that takes time. */
public final class Subcommands {
    private Subcommands() {}

    /** The group with the command that the words name, or with all of its commands when they name none. */
    public static CommandLine of(CommandGroup group, List<String> words) {
        CommandLine line = new CommandLine(group);
        boolean named = !words.isEmpty() && group.names().contains(words.get(0));
        List<String> names = named ? List.of(words.get(0)) : group.names();
        List<String> rest = named ? words.subList(1, words.size()) : List.of();
        for (String name : names) {
            Object command = group.command(name);
            line.addSubcommand(
                    name, command instanceof CommandGroup inner ? of(inner, rest) : new CommandLine(command));
        }
        return line;
    }
}
