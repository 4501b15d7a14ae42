package io.allyourbase.jobs.cli.input;

import java.io.Console;
import java.util.Locale;

/** A question to whoever sits at the terminal. */
public final class Question {
    private Question() {}

    /** Whether the answer is yes; no answer, or nobody to ask, means no. */
    @SuppressWarnings("SystemConsoleNull") // The null is of Java 17.
    public static boolean isAnsweredYes(String question) {
        Console console = System.console();
        String answer = console == null ? null : console.readLine("%s [y/N] ", question);
        String word = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }
}
