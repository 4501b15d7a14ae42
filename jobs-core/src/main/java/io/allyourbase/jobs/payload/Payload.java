package io.allyourbase.jobs.payload;

import io.allyourbase.jobs.error.InvalidInput;
import java.nio.charset.StandardCharsets;

/**
 * A job's input: JSON text, opaque to the queue. A value of this type is valid JSON of at most {@link #MAX_BYTES}
 * that Postgres can store.
 */
public record Payload(String json) {
    /** The largest payload, in bytes of UTF-8: 1 MiB. */
    public static final int MAX_BYTES = 1 << 20;

    /** The payload of a job that needs none: an empty object. */
    public static final Payload EMPTY = new Payload("{}");

    /** @throws InvalidInput when the text is larger than {@link #MAX_BYTES}, is not JSON, or holds a NUL */
    public Payload {
        // A char is at least one byte, so a long text needn't be encoded to be refused.
        if (json.length() > MAX_BYTES || json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new InvalidInput("payload", "must be at most " + MAX_BYTES + " bytes of JSON");
        }
        JsonSyntax.check(json).ifPresent(problem -> {
            throw new InvalidInput("payload", "must be valid JSON: " + problem);
        });
    }

    /** A payload of this JSON text. */
    public static Payload of(String json) {
        return new Payload(json);
    }

    @Override
    public String toString() {
        return json;
    }
}
