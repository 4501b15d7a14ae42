package io.allyourbase.jobs.cli;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What picocli's own help lacks: headings, and commands sorted by what they are for. */
final class HelpPage {
    private static final List<String> OPERATING = List.of("jobs", "schedules", "workers");
    private static final List<String> RUNNING = List.of("serve", "migrate", "verify", "doctor", "bench", "demo");

    private HelpPage() {}

    /** Makes pages when they are asked for, and not before: it takes time. */
    static final class Factory implements IHelpFactory {
        @Override
        public Help create(CommandSpec command, Help.ColorScheme colours) {
            improve(command);
            return new Help(command, colours);
        }
    }

    private static void improve(CommandSpec command) {
        UsageMessageSpec usage = command.usageMessage();
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%nWhat it takes:%n");
        usage.optionListHeading("%nOptions:%n");
        usage.footerHeading("%nExamples:%n");
        usage.sortOptions(false);
        usage.adjustLineBreaksForWideCJKCharacters(true);
        if (command.parent() == null) {
            usage.commandListHeading("");
            usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpPage::rooms);
        } else {
            usage.commandListHeading("%nCommands:%n");
        }
    }

    private static String rooms(Help help) {
        List<String> others = help.subcommands().keySet().stream()
                .filter(name -> !OPERATING.contains(name) && !RUNNING.contains(name))
                .toList();
        return room(help, "Operating a server", OPERATING)
                + room(help, "Running one", RUNNING)
                + room(help, "More", others);
    }

    private static String room(Help help, String title, List<String> names) {
        TextTable table = TextTable.forColumns(
                help.colorScheme(), new Column(14, 2, Column.Overflow.SPAN), new Column(66, 1, Column.Overflow.WRAP));
        for (String name : names) {
            Help command = help.subcommands().get(name);
            if (command != null) {
                table.addRowValues(
                        help.colorScheme().commandText(name), help.colorScheme().text(description(command)));
            }
        }
        return "\n" + title + ":\n" + table;
    }

    private static String description(Help help) {
        return help.commandSpec().usageMessage().description()[0];
    }
}
