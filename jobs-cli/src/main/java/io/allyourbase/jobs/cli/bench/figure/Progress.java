package io.allyourbase.jobs.cli.bench.figure;

import java.io.PrintWriter;
import picocli.CommandLine.Help;

/** Tells on a terminal what is being measured; elsewhere it is silent. */
public final class Progress implements AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter terminal;
    private final boolean isShown;

    private Progress(PrintWriter terminal, boolean isShown) {
        this.terminal = terminal;
        this.isShown = isShown;
    }

    /** Progress there, when a person looks at it. */
    public static Progress on(PrintWriter terminal) {
        return new Progress(terminal, Help.Ansi.AUTO.enabled());
    }

    /** Shows this instead of what it showed before. */
    public void show(String line) {
        if (isShown) {
            terminal.print(CLEAR_LINE + line + " …");
            terminal.flush();
        }
    }

    @Override
    public void close() {
        if (isShown) {
            terminal.print(CLEAR_LINE);
            terminal.flush();
        }
    }
}
