package io.allyourbase.jobs.cli.input;

import io.allyourbase.jobs.error.InvalidInput;

/** An id as it was typed. Whether it can be one is the server's to say. */
public final class Id {
    private Id() {}

    /**
     * The id, unchanged.
     *
     * @throws InvalidInput when there is none
     */
    public static String of(String text) {
        if (text.isBlank()) {
            throw new InvalidInput("ID", "is required");
        }
        return text;
    }
}
