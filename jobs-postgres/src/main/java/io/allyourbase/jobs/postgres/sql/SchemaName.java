package io.allyourbase.jobs.postgres.sql;

import io.allyourbase.jobs.error.InvalidInput;
import java.nio.charset.StandardCharsets;

/** The database schema that holds the queue's tables: a name as it is, without quotes. */
public record SchemaName(String value) {
    /** Where Postgres puts tables when nothing else is said. */
    public static final SchemaName PUBLIC = new SchemaName("public");

    private static final int MAX_BYTES = 63;

    /** @throws InvalidInput when it is empty, longer than 63 bytes, holds a NUL, or starts with {@code pg_} */
    public SchemaName {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > MAX_BYTES || value.indexOf('\0') >= 0) {
            throw new InvalidInput("schema", "must be from 1 to " + MAX_BYTES + " bytes long, without NUL");
        }
        if (value.startsWith("pg_")) {
            throw new InvalidInput("schema", "\"" + value + "\" is not allowed; names from pg_ on are Postgres's own");
        }
    }

    /** As SQL spells it. */
    public String quoted() {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return value;
    }
}
