package io.allyourbase.jobs.cli.settings;

import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that settings can be given by, and how they come together: defaults, file, environment, flags. */
public final class SettingsOptions {
    private static final Path USUAL_FILE = Path.of("ayb.toml");

    @Option(names = "--config", paramLabel = "FILE", description = "Settings file; ./ayb.toml when it exists.")
    private @Nullable Path config;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "Your Postgres (13 or newer), as postgres://user:password@host/name or jdbc:postgresql://…; "
                    + "or AYB_DATABASE_URL. Without it an embedded one is used.")
    private @Nullable String databaseUrl;

    @Option(names = "--schema", paramLabel = "NAME", description = "Schema of the queue's tables; public by default.")
    private @Nullable String schema;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where the embedded Postgres keeps its data; ./ayb_data by default.")
    private @Nullable Path dataDir;

    /**
     * The settings as they hold.
     *
     * @throws io.allyourbase.jobs.config.InvalidConfig when one is not allowed
     */
    public Settings load(Map<String, String> environment) {
        Settings settings = Settings.DEFAULT;
        if (config != null) {
            settings = new SettingsFile(config).applyTo(settings);
        } else if (Files.exists(USUAL_FILE)) {
            settings = new SettingsFile(USUAL_FILE).applyTo(settings);
        }
        settings = settings.jobs(settings.jobs().withEnvironment(environment));
        String url = environment.get("AYB_DATABASE_URL");
        if (url != null && !url.isEmpty()) {
            settings = settings.databaseUrl(DatabaseUrl.parse(url, "AYB_DATABASE_URL"));
        }
        return withFlags(settings.admin(admin(settings.admin(), environment)));
    }

    private static AdminSettings admin(AdminSettings file, Map<String, String> environment) {
        AdminSettings admin = file;
        String host = environment.getOrDefault("AYB_ADMIN_HOST", "");
        admin = host.isEmpty() ? admin : admin.host(host);
        String port = environment.getOrDefault("AYB_ADMIN_PORT", "");
        admin = port.isEmpty() ? admin : admin.port(port, "AYB_ADMIN_PORT");
        String token = environment.getOrDefault("AYB_ADMIN_TOKEN", "");
        admin = token.isEmpty() ? admin : admin.token(token, "AYB_ADMIN_TOKEN");
        String password = environment.getOrDefault("AYB_ADMIN_PASSWORD", "");
        return password.isEmpty() ? admin : admin.password(password, "AYB_ADMIN_PASSWORD");
    }

    private Settings withFlags(Settings settings) {
        Settings result = settings;
        if (databaseUrl != null) {
            result = result.databaseUrl(DatabaseUrl.parse(databaseUrl, "--database-url"));
        }
        if (schema != null) {
            result = result.schema(new SchemaName(schema));
        }
        return dataDir == null ? result : result.dataDir(dataDir);
    }
}
