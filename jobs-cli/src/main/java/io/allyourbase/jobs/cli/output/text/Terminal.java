package io.allyourbase.jobs.cli.output.text;

import java.io.Console;
import java.util.Map;

/**
 * What the output goes to.
 *
 * @param interactive whether a person reads, and can answer
 * @param colours whether colours are welcome
 * @param columns its width, and how many lines it has; 0 when not known, or not a terminal
 */
public record Terminal(boolean interactive, boolean colours, int columns, int lines) {
    /** No terminal: a file, or another program. */
    public static final Terminal NONE = new Terminal(false, false, 0, 0);

    /** What this process writes to. */
    public static Terminal ofProcess(Map<String, String> environment) {
        return isInteractive() ? of(environment) : NONE;
    }

    /** A terminal, as the environment describes it. */
    public static Terminal of(Map<String, String> environment) {
        boolean plain = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(true, plain, size(environment, "COLUMNS"), size(environment, "LINES"));
    }

    @SuppressWarnings("SystemConsoleNull") // The null is of Java 17; newer ones are asked below.
    private static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private static int size(Map<String, String> environment, String name) {
        try {
            return Math.max(0, Integer.parseInt(environment.getOrDefault(name, "0")));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
