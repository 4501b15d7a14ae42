package io.allyourbase.jobs.postgres.migrate;

import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;

/** Migrations of a release to come: those that there are, and one more. */
final class NextVersion {
    private NextVersion() {}

    /** Its statements, to which the one that records the version is added. */
    static Migrations of(TestDatabase database, String statements) {
        List<Migration> files = new ArrayList<>(MigrationFiles.all());
        int version = files.size() + 1;
        files.add(new Migration(
                version,
                statements + ";\nINSERT INTO _ayb_jobs_schema (version, serves) VALUES (" + version + ", 1);\n"));
        return Migrations.of(database.dataSource(), database.schema(), files);
    }

    /** The same, each statement on its own. */
    static Migrations stepwise(TestDatabase database, String statements) {
        return of(database, Migration.STEPWISE + "\n" + statements);
    }
}
