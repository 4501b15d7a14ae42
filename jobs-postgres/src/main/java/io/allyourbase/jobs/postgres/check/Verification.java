package io.allyourbase.jobs.postgres.check;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.check.invariant.Invariants;
import io.allyourbase.jobs.postgres.check.invariant.Scope;
import io.allyourbase.jobs.postgres.check.shape.ShapeCheck;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Looks for whatever breaks an invariant of the queue: in its rows, its tables and its indexes. Changes nothing, sees one
 * snapshot, and is right while workers work. Safe for use by many threads.
 */
public final class Verification {
    private final Database database;
    private final Migrations migrations;

    private Verification(DataSource dataSource, SchemaName schema) {
        this.database = new Database(dataSource, schema);
        this.migrations = Migrations.of(dataSource, schema);
    }

    /** Of the queue in that schema. Its user needs the right to read the tables, no more. Opens no connection yet. */
    public static Verification of(DataSource dataSource, SchemaName schema) {
        return new Verification(dataSource, schema);
    }

    /** As below, of everything. */
    public List<Finding> run() {
        return run(Scope.DEFAULT);
    }

    /**
     * What was found; nothing of severity {@link Severity#WARNING} or more when all is as it should be. Reads the tables
     * whole, but of the history only what the scope says; meanwhile vacuum keeps rows that die.
     *
     * @throws io.allyourbase.jobs.error.QueueUnavailable when the database can't be reached, or takes too long
     * @throws io.allyourbase.jobs.error.AccessRefused when its user lacks a right
     */
    public List<Finding> run(Scope scope) {
        Optional<String> version = migrations.problem();
        if (version.isPresent()) {
            return List.of(otherVersion(version.get()));
        }
        List<Finding> shape = database.transaction(Database.Mode.SURVEY, ShapeCheck::of);
        if (shape.stream().anyMatch(finding -> finding.check().equals(ShapeCheck.MISSING))) {
            return with(
                    shape, List.of(Finding.of(Severity.NOTE, "rows", "rows were not looked at: columns are missing")));
        }
        List<Finding> rows =
                database.transaction(Database.Mode.SURVEY, transaction -> Invariants.broken(transaction, scope));
        return with(shape, rows);
    }

    private static List<Finding> with(List<Finding> some, List<Finding> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static Finding otherVersion(String problem) {
        return Finding.of(Severity.PROBLEM, "schema-version", problem)
                .advice("Nothing else was looked at.", "Run `ayb migrate`, or use the program of the tables' version.");
    }
}
