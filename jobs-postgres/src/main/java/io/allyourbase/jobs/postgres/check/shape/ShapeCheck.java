package io.allyourbase.jobs.postgres.check.shape;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Compares the tables with those that the migrations make. */
public final class ShapeCheck {
    /** The check that finds tables or columns missing. */
    public static final String MISSING = "schema-missing";

    private static final String UNIQUE = "unique ";
    private static final String MIGRATED =
            "Compare with what `ayb migrate --print` prints, and mend it by hand: migrations are applied once only.";

    private ShapeCheck() {}

    /** What differs. */
    public static List<Finding> of(Transaction transaction) throws SQLException {
        return compare(Shape.shipped(), Shape.of(transaction));
    }

    static List<Finding> compare(Shape shipped, Shape actual) {
        List<Finding> findings = new ArrayList<>();
        shipped.parts().forEach((name, definition) -> {
            String found = actual.parts().get(name);
            if (found == null) {
                if (!isOfMissingTable(name, actual)) {
                    findings.add(missing(name, definition));
                }
            } else if (!found.equals(definition)) {
                findings.add(differs(name, definition, found));
            }
        });
        extras(shipped, actual).map(ShapeCheck::extra).forEach(findings::add);
        return findings;
    }

    /** A table that is missing is told once. */
    private static boolean isOfMissingTable(String name, Shape actual) {
        return !name.startsWith("table ") && !actual.parts().containsKey("table " + table(name));
    }

    private static Stream<Map.Entry<String, String>> extras(Shape shipped, Shape actual) {
        return actual.parts().entrySet().stream()
                .filter(part -> !shipped.parts().containsKey(part.getKey()))
                .filter(part -> shipped.parts().containsKey("table " + table(part.getKey())));
    }

    private static String part(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    private static String table(String name) {
        return name.substring(name.indexOf(' ') + 1).split("\\.", 2)[0];
    }

    private static Finding missing(String name, String definition) {
        if (name.startsWith("table ") || name.startsWith("column ")) {
            return Finding.of(Severity.PROBLEM, MISSING, name + " is missing; it should be: " + definition)
                    .advice("Statements that need it fail.", MIGRATED)
                    .at(1, List.of(name));
        }
        String kind = name.startsWith("index ") ? "index" : "constraint";
        String creation = kind.equals("index") ? index(name, definition) : constraint(name, definition);
        return Finding.of(Severity.PROBLEM, kind + "-missing", name + " is missing")
                .advice(
                        "What it serves reads whole tables, or what it keeps apart is not kept apart.",
                        "Make it again: " + creation)
                .at(1, List.of(name));
    }

    /** One of a plain table can be made while others write. */
    private static String index(String name, String definition) {
        String unique = definition.startsWith(UNIQUE) ? "UNIQUE " : "";
        String how = table(name).equals("_ayb_jobs_history") ? "" : "CONCURRENTLY ";
        return "CREATE " + unique + "INDEX " + how + part(name) + " ON " + table(name) + " USING "
                + definition.substring(unique.length());
    }

    private static String constraint(String name, String definition) {
        return "ALTER TABLE " + table(name) + " ADD CONSTRAINT " + part(name) + " " + definition;
    }

    private static Finding differs(String name, String definition, String found) {
        return Finding.of(Severity.PROBLEM, "schema-differs", name + " is: " + found + "; it should be: " + definition)
                .advice("Statements fail, or mean something else.", MIGRATED)
                .at(1, List.of(name));
    }

    private static Finding extra(Map.Entry<String, String> part) {
        boolean binds = part.getKey().startsWith("constraint ")
                || part.getValue().startsWith(UNIQUE)
                || (part.getValue().contains(" not null") && !part.getValue().contains(" default "));
        return Finding.of(
                        binds ? Severity.WARNING : Severity.NOTE,
                        "schema-extra",
                        part.getKey() + " is none of this program's: " + part.getValue())
                .advice(
                        binds ? "It can refuse what the queue writes." : "It costs a little at each write.",
                        "Drop it, unless it is yours or a newer version's.")
                .at(1, List.of(part.getKey()));
    }
}
