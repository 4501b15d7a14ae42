package io.allyourbase.jobs.cli;

import io.allyourbase.jobs.cli.bench.BenchCommand;
import io.allyourbase.jobs.cli.demo.DemoCommand;
import io.allyourbase.jobs.cli.server.MigrateCommand;
import io.allyourbase.jobs.cli.server.ServeCommand;
import io.allyourbase.jobs.config.InvalidConfig;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.error.QueueUnavailable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code ayb} command. Exit codes: 0 done, 1 refused, 2 wrong usage, 3 the other side can't be reached. */
@Command(
        name = "ayb",
        description = "Background jobs on Postgres.",
        mixinStandardHelpOptions = true,
        versionProvider = Ayb.Version.class,
        subcommands = {DemoCommand.class, ServeCommand.class, MigrateCommand.class, BenchCommand.class})
public final class Ayb {
    private Ayb() {}

    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Ayb())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("ayb: " + line(failure));
                    command.getErr().flush();
                    return exitCode(failure);
                })
                .execute(arguments);
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof InvalidConfig || failure instanceof InvalidInput) {
            return 2;
        }
        return failure instanceof QueueUnavailable ? 3 : 1;
    }

    private static String line(Exception failure) {
        if (failure instanceof JobsException known) {
            return String.valueOf(known.getMessage()).replaceAll("\\s+", " ");
        }
        LoggerFactory.getLogger(Ayb.class).error("unexpected", failure);
        return "unexpected: " + failure;
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
