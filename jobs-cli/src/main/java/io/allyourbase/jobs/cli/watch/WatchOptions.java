package io.allyourbase.jobs.cli.watch;

import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.error.InvalidInput;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that can go on printing. */
public final class WatchOptions {
    private static final int LONGEST = 86_400;

    @Option(
            names = "--watch",
            arity = "0..1",
            fallbackValue = "2",
            paramLabel = "SECONDS",
            description = "Print again every 2 seconds, or as many as given, until Ctrl-C.")
    private @Nullable Integer seconds;

    /**
     * Prints once, or again and again until the process is told to stop.
     *
     * @throws InvalidInput when the seconds are out of their range
     */
    public void run(Session session, Consumer<Session> print) throws InterruptedException {
        if (seconds == null) {
            print.accept(session);
            return;
        }
        if (seconds < 1 || seconds > LONGEST) {
            throw new InvalidInput("--watch", seconds + " is not allowed; must be from 1 to " + LONGEST + " seconds");
        }
        new Watch(session, print, Duration.ofSeconds(seconds)).run();
    }
}
