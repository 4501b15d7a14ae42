package io.allyourbase.jobs.cli.output;

import io.allyourbase.jobs.cli.output.text.Terminal;
import java.time.InstantSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that prints a result. */
public final class OutputOptions {
    @Option(
            names = "--output",
            paramLabel = "table|json|csv",
            description = "The form of the output; a table unless told otherwise.")
    private Format format = Format.TABLE;

    @Option(names = "--json", description = "Short for --output json.")
    private boolean json;

    @SuppressWarnings("UnusedVariable") // The parser reads it.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Where the command's result goes. */
    public Output output() {
        return new Output(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                json ? Format.JSON : format,
                Terminal.ofProcess(System.getenv()),
                InstantSource.system());
    }
}
