package io.allyourbase.jobs.cli;

import io.allyourbase.jobs.cli.client.ServerUnreachable;
import io.allyourbase.jobs.cli.output.ExitCode;
import io.allyourbase.jobs.cli.output.Printable;
import io.allyourbase.jobs.config.InvalidConfig;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.error.QueueUnavailable;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command that failed says, in one line, and its exit code. */
final class Failures {
    private Failures() {}

    /** The arguments are not what the command takes. */
    static int wrongUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        say(command, usageLine(failure) + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.WRONG_USAGE.code();
    }

    /** The command did not do what it should. */
    static int failed(Exception failure, CommandLine command) {
        say(command, line(failure));
        return exitCode(failure).code();
    }

    private static ExitCode exitCode(Exception failure) {
        if (failure instanceof InvalidConfig || failure instanceof InvalidInput) {
            return ExitCode.WRONG_USAGE;
        }
        boolean away = failure instanceof QueueUnavailable || failure instanceof ServerUnreachable;
        return away ? ExitCode.UNREACHABLE : ExitCode.REFUSED;
    }

    private static String line(Exception failure) {
        if (failure instanceof JobsException known) {
            return String.valueOf(known.getMessage());
        }
        LoggerFactory.getLogger(Ayb.class).error("unexpected", failure);
        return "unexpected: " + failure;
    }

    /** Never the value of an unknown option: it may be a misspelled one's secret. */
    private static String usageLine(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            return first.startsWith("-")
                    ? "unknown option " + first.split("=", 2)[0]
                    : "\"" + first + "\" is not expected here";
        }
        return String.valueOf(failure.getMessage());
    }

    private static void say(CommandLine command, String line) {
        PrintWriter err = command.getErr();
        err.println("ayb: " + Printable.line(line.strip().replaceAll("\\s+", " ")));
        err.flush();
    }
}
