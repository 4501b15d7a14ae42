package io.allyourbase.jobs.cli.watch;

import io.allyourbase.jobs.cli.client.ServerRefused;
import io.allyourbase.jobs.cli.client.ServerUnreachable;
import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.output.ExitCode;
import io.allyourbase.jobs.error.JobsException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Prints again and again: over itself on a terminal, else one block after the other. A server that goes away, once it
 * has answered, is waited for.
 */
final class Watch {
    private final Session session;
    private final Consumer<Session> print;
    private final Duration pause;
    private final Screen screen;
    private boolean answered;

    Watch(Session session, Consumer<Session> print, Duration pause) {
        this.session = session;
        this.print = print;
        this.pause = pause;
        this.screen = Screen.of(session.output());
    }

    /** Until Ctrl-C, which ends the process as done, or until nobody reads any longer. */
    void run() throws InterruptedException {
        Thread end = new Thread(() -> Runtime.getRuntime().halt(ExitCode.DONE.code()));
        Runtime.getRuntime().addShutdownHook(end);
        try {
            while (show()) {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            }
        } finally {
            withdraw(end);
        }
    }

    private boolean show() {
        StringWriter block = new StringWriter();
        try {
            print.accept(session.to(session.output().block(new PrintWriter(block))));
            answered = true;
            return screen.show(block.toString());
        } catch (ServerUnreachable e) {
            return outage(e);
        } catch (ServerRefused e) {
            if (!e.isPassing()) {
                throw e;
            }
            return outage(e);
        }
    }

    private boolean outage(JobsException failure) {
        if (!answered) {
            throw failure;
        }
        return screen.outage(String.valueOf(failure.getMessage()));
    }

    /** Takes the hook back, so that a failure keeps its own exit code. */
    private static void withdraw(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // The process ends already, and the hook is what ends it.
        }
    }
}
