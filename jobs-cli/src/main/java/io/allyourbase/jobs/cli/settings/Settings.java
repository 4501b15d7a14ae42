package io.allyourbase.jobs.cli.settings;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything that a command is told, wherever it was said.
 *
 * @param databaseUrl the user's own database; an embedded one when empty
 * @param dataDir where the embedded one keeps its data
 */
public record Settings(
        JobsConfig jobs, Optional<DatabaseUrl> databaseUrl, SchemaName schema, Path dataDir, AdminSettings admin) {
    /** What holds when nothing is said. */
    public static final Settings DEFAULT = new Settings(
            JobsConfig.DEFAULT, Optional.empty(), SchemaName.PUBLIC, Path.of("ayb_data"), AdminSettings.DEFAULT);

    Settings jobs(JobsConfig jobs) {
        return new Settings(jobs, databaseUrl, schema, dataDir, admin);
    }

    Settings databaseUrl(DatabaseUrl url) {
        return new Settings(jobs, Optional.of(url), schema, dataDir, admin);
    }

    Settings schema(SchemaName schema) {
        return new Settings(jobs, databaseUrl, schema, dataDir, admin);
    }

    Settings dataDir(Path dataDir) {
        return new Settings(jobs, databaseUrl, schema, dataDir, admin);
    }

    /** The same, with the admin server set up so. */
    public Settings admin(AdminSettings admin) {
        return new Settings(jobs, databaseUrl, schema, dataDir, admin);
    }
}
