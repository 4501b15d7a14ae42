package io.allyourbase.jobs.http.json;

/** A caller's text, fit to be part of a line: nothing in it can end the line, hide in it, or make it long. */
public final class Shown {
    private static final int MAX_LENGTH = 200;

    private Shown() {}

    /** The text with control, format and unpaired characters escaped, cut after 200 characters. */
    public static String of(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(MAX_LENGTH).forEach(c -> append(line, c));
        return text.codePointCount(0, text.length()) > MAX_LENGTH ? line + "…" : line.toString();
    }

    /** As {@link #of}, in double quotes. */
    public static String quoted(String text) {
        return '"' + of(text) + '"';
    }

    private static void append(StringBuilder line, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> line.append(String.format("\\u%04x", c));
            default -> line.appendCodePoint(c);
        }
    }
}
