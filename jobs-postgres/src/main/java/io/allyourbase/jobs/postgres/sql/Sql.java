package io.allyourbase.jobs.postgres.sql;

import com.google.errorprone.annotations.CompileTimeConstant;

/**
 * A statement, with {@code ${schema}} where the schema's name goes.
 *
 * @param index the index that serves it; empty when it reads no table of any size
 */
public record Sql(String text, String index) {
    /** A statement that is served by that index. Only a constant compiles, so that no value can be spliced in. */
    public static Sql of(@CompileTimeConstant String text, @CompileTimeConstant String index) {
        return new Sql(text, index);
    }

    /** A statement that only inserts, or reads no table of any size. */
    public static Sql of(@CompileTimeConstant String text) {
        return new Sql(text, "");
    }

    String in(SchemaName schema) {
        String name = schema.quoted();
        // In a literal, which begins with it, an apostrophe stands twice.
        return text.replace("'${schema}", "'" + name.replace("'", "''")).replace("${schema}", name);
    }
}
