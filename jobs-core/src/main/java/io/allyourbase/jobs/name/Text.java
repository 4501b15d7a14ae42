package io.allyourbase.jobs.name;

import io.allyourbase.jobs.error.InvalidInput;

/** What every name in the queue has in common: some text, of bounded length, that Postgres can store. */
public final class Text {
    /** The longest name, in characters. */
    public static final int MAX_LENGTH = 100;

    private Text() {}

    /**
     * Returns the value unchanged when it is a name.
     *
     * @throws InvalidInput when it is blank, longer than {@link #MAX_LENGTH}, or holds a NUL or an unpaired surrogate
     */
    public static String name(String field, String value) {
        if (value.isBlank()) {
            throw new InvalidInput(field, "is required");
        }
        return bounded(field, value, MAX_LENGTH);
    }

    /** Returns the value unchanged when it has at most {@code max} characters, all of which Postgres can store. */
    public static String bounded(String field, String value, int max) {
        if (value.codePointCount(0, value.length()) > max) {
            throw new InvalidInput(field, "must be at most " + max + " characters");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                throw new InvalidInput(field, "must not contain a NUL character");
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new InvalidInput(field, "must not contain an unpaired surrogate");
            }
        }
        return value;
    }
}
