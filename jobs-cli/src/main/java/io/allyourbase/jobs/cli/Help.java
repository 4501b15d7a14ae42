package io.allyourbase.jobs.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What picocli's own help lacks: headings, and commands sorted by what they are for. */
final class Help {
    private static final List<String> OPERATING = List.of("jobs", "schedules");
    private static final List<String> RUNNING = List.of("serve", "migrate", "demo");

    private Help() {}

    /** Improves the help of a command and of all that it has. */
    static void improve(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%nWhat it takes:%n");
        usage.optionListHeading("%nOptions:%n");
        usage.commandListHeading("%nCommands:%n");
        usage.footerHeading("%nExamples:%n");
        usage.sortOptions(false);
        usage.adjustLineBreaksForWideCJKCharacters(true);
        if (line.getParent() == null) {
            usage.commandListHeading("");
            usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Help::rooms);
        }
        line.getSubcommands().values().forEach(Help::improve);
    }

    private static String rooms(CommandLine.Help help) {
        List<String> others = help.subcommands().keySet().stream()
                .filter(name -> !OPERATING.contains(name) && !RUNNING.contains(name))
                .toList();
        return room(help, "Operating a server", OPERATING)
                + room(help, "Running one", RUNNING)
                + room(help, "More", others);
    }

    private static String room(CommandLine.Help help, String title, List<String> names) {
        TextTable table = TextTable.forColumns(
                help.colorScheme(), new Column(14, 2, Column.Overflow.SPAN), new Column(66, 1, Column.Overflow.WRAP));
        for (String name : names) {
            CommandLine.Help command = help.subcommands().get(name);
            if (command != null) {
                table.addRowValues(
                        help.colorScheme().commandText(name), help.colorScheme().text(description(command)));
            }
        }
        return "\n" + title + ":\n" + table;
    }

    private static String description(CommandLine.Help help) {
        return help.commandSpec().usageMessage().description()[0];
    }
}
