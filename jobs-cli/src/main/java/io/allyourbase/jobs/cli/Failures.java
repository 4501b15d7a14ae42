package io.allyourbase.jobs.cli;

import io.allyourbase.jobs.cli.client.ServerUnreachable;
import io.allyourbase.jobs.cli.output.ExitCode;
import io.allyourbase.jobs.cli.output.text.Printable;
import io.allyourbase.jobs.config.InvalidConfig;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.error.QueueUnavailable;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command that failed says, in one line, and its exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** The arguments are not what the command takes. */
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        say(command, usageLine(failure) + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
        return ExitCode.WRONG_USAGE.code();
    }

    /** The command did not do what it should. */
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        say(command, line(failure));
        return exitCode(failure).code();
    }

    /** The command's output was lost; what it ended with before tells more, unless that is success. */
    static int lost(CommandLine command, String reason, int exitCode) {
        say(command, "the output could not be written: " + reason);
        return exitCode == ExitCode.DONE.code() ? ExitCode.REFUSED.code() : exitCode;
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
        return failure instanceof UnmatchedArgumentException unmatched
                ? unknown(unmatched)
                : String.valueOf(failure.getMessage());
    }

    private static String unknown(UnmatchedArgumentException failure) {
        String first = failure.getUnmatched().get(0);
        String what = first.startsWith("-")
                ? "unknown option " + first.split("=", 2)[0]
                : "\"" + first + "\" is not expected here";
        List<String> similar = failure.getSuggestions();
        return similar.isEmpty() ? what : what + "; did you mean " + String.join(" or ", similar) + "?";
    }

    private static void say(CommandLine command, String line) {
        PrintWriter err = command.getErr();
        err.println("ayb: " + Printable.line(line.strip().replaceAll("\\s+", " ")));
        err.flush();
    }
}
