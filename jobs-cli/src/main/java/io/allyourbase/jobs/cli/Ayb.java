package io.allyourbase.jobs.cli;

import io.allyourbase.jobs.cli.bench.BenchCommand;
import io.allyourbase.jobs.cli.check.DoctorCommand;
import io.allyourbase.jobs.cli.check.VerifyCommand;
import io.allyourbase.jobs.cli.completion.CompletionCommand;
import io.allyourbase.jobs.cli.demo.DemoCommand;
import io.allyourbase.jobs.cli.group.CommandGroup;
import io.allyourbase.jobs.cli.group.Subcommands;
import io.allyourbase.jobs.cli.jobs.JobsCommand;
import io.allyourbase.jobs.cli.output.StandardOutput;
import io.allyourbase.jobs.cli.schedules.SchedulesCommand;
import io.allyourbase.jobs.cli.server.MigrateCommand;
import io.allyourbase.jobs.cli.server.ServeCommand;
import io.allyourbase.jobs.cli.workers.WorkersCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code ayb} command. Exit codes: 0 done, 1 refused, 2 wrong usage, 3 the other side can't be reached. */
@Command(
        name = "ayb",
        description = "Background jobs on Postgres.",
        footer = {"  ayb serve", "  ayb jobs list --state failed", "  ayb schedules list --json"},
        mixinStandardHelpOptions = true,
        versionProvider = Ayb.Version.class)
public final class Ayb implements CommandGroup {
    Ayb() {}

    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    /** Runs the command that the arguments spell, and returns its exit code. */
    public static int run(String... arguments) {
        StandardOutput output = StandardOutput.ofProcess();
        CommandLine command = commandLine(List.of(arguments)).setOut(output.writer());
        int exitCode = command.execute(arguments);
        return output.loss()
                .map(reason -> Failures.lost(command, reason, exitCode))
                .orElse(exitCode);
    }

    /** The commands that the words name, or all of them. */
    static CommandLine commandLine(List<String> words) {
        Failures failures = new Failures();
        return versioned(Subcommands.of("ayb", new Ayb(), words))
                // A word that starts with @ is for the command to understand.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setHelpFactory(new HelpPage.Factory())
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    /** Every command that takes --version is of this one. */
    private static CommandLine versioned(CommandLine command) {
        command.getCommandSpec().versionProvider(new Version());
        command.getSubcommands().values().forEach(Ayb::versioned);
        return command;
    }

    @Override
    public List<String> names() {
        return List.of(
                "jobs", "schedules", "workers", "serve", "migrate", "verify", "doctor", "bench", "demo", "completion");
    }

    @Override
    public Object command(String name) {
        return switch (name) {
            case "jobs" -> new JobsCommand();
            case "schedules" -> new SchedulesCommand();
            case "workers" -> new WorkersCommand();
            case "serve" -> new ServeCommand();
            case "migrate" -> new MigrateCommand();
            case "verify" -> new VerifyCommand();
            case "doctor" -> new DoctorCommand();
            case "bench" -> new BenchCommand();
            case "demo" -> new DemoCommand();
            case "completion" -> new CompletionCommand(() -> commandLine(List.of()));
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** As the jar was built. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Ayb.class.getPackage().getImplementationVersion();
            return new String[] {"ayb " + (version == null ? "(not packaged)" : version)};
        }
    }
}
