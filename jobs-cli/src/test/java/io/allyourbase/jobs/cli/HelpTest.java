package io.allyourbase.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|\\S+");

    static Stream<CommandLine> commands() {
        return withAllBelow(Ayb.commandLine(List.of()));
    }

    static Stream<CommandLine> versioned() {
        return commands()
                .filter(command -> command.getCommandSpec().optionsMap().containsKey("--version"));
    }

    static Stream<String> examples() {
        return commands()
                .flatMap(command ->
                        Stream.of(command.getCommandSpec().usageMessage().footer()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void each_command_says_what_it_does_and_has_an_example_of_itself(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();

        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(command.getCommandSpec().usageMessage().footer())
                .as(name)
                .isNotEmpty()
                .allMatch(example -> example.contains(name));
        assertThat(command.getUsageMessage().lines()).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void each_example_can_be_typed(String example) {
        String[] words = words(example.replaceAll("^.*ayb |#.*$|>.*$|\\)$", ""));

        assertThat(Ayb.commandLine(List.of(words)).parseArgs(words).errors()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("versioned")
    void each_command_that_takes_version_tells_it(CommandLine command) {
        StringWriter told = new StringWriter();

        int exitCode = command.setOut(new PrintWriter(told)).execute("--version");

        assertThat(told.toString()).startsWith("ayb ").hasLineCount(1);
        assertThat(exitCode).isZero();
    }

    @Test
    void only_what_is_asked_for_is_made() {
        CommandLine line = Ayb.commandLine(List.of("jobs", "retry", "1"));

        assertThat(withAllBelow(line).map(CommandLine::getCommandName)).containsExactly("ayb", "jobs", "retry");
    }

    @Test
    void commands_are_grouped_by_what_they_are_for() {
        assertThat(Ayb.commandLine(List.of()).getUsageMessage())
                .containsSubsequence(
                        "Operating a server:",
                        "jobs",
                        "schedules",
                        "workers",
                        "Running one:",
                        "serve",
                        "migrate",
                        "More:");
    }

    private static Stream<CommandLine> withAllBelow(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(HelpTest::withAllBelow));
    }

    /** A line as a shell would split it. */
    private static String[] words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group().replaceAll("^(['\"])(.*)\\1$", "$2"))
                .toArray(String[]::new);
    }
}
