package io.allyourbase.jobs.postgres.migrate;

import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An index to be built while others write to its table.
 *
 * @param kind {@code INDEX} or {@code UNIQUE INDEX}
 * @param definition what follows the table's name
 */
record Index(String kind, String name, String table, String definition) {
    private static final Pattern STATEMENT = Pattern.compile(
            "CREATE (?<kind>(UNIQUE )?INDEX) CONCURRENTLY IF NOT EXISTS (?<name>\\w+)\\s+ON (?<table>\\w+)\\s*(?<definition>.*)",
            Pattern.DOTALL);

    /** The index that the statement builds, if it builds one concurrently. */
    static Optional<Index> of(String statement) {
        Matcher matcher = STATEMENT.matcher(statement);
        return matcher.matches()
                ? Optional.of(new Index(
                        matcher.group("kind"),
                        matcher.group("name"),
                        matcher.group("table"),
                        matcher.group("definition")))
                : Optional.empty();
    }

    String create(SchemaName schema) {
        return "CREATE " + kind + " CONCURRENTLY " + name + " ON " + schema.quoted() + "." + table + " " + definition;
    }
}
