package io.allyourbase.jobs.cli.group;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Hangs commands under their groups. Classes of commands that nobody asked for are not loaded, for that takes time. */
public final class Subcommands {
    private Subcommands() {}

    /** The group with the command that the words name, or with all of its commands when they name none. */
    public static CommandLine of(String name, CommandGroup group, List<String> words) {
        boolean named = !words.isEmpty() && group.names().contains(words.get(0));
        if (!named) {
            return withAll(new CommandLine(group), group);
        }
        // Of the group itself only the name is needed: its own options would stand before the command.
        CommandLine line = new CommandLine(CommandSpec.create().name(name));
        add(line, group, words.get(0), words.subList(1, words.size()));
        return line;
    }

    private static CommandLine withAll(CommandLine line, CommandGroup group) {
        group.names().forEach(name -> add(line, group, name, List.of()));
        return line;
    }

    private static void add(CommandLine line, CommandGroup group, String name, List<String> rest) {
        Object command = group.command(name);
        line.addSubcommand(
                name, command instanceof CommandGroup inner ? of(name, inner, rest) : new CommandLine(command));
    }
}
