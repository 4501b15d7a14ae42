package io.allyourbase.jobs.cli.server;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.cli.settings.Settings;
import io.allyourbase.jobs.config.InvalidConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Connections to the database that the settings mean, for a command that only looks: it makes none. */
public final class DatabasePool {
    private DatabasePool() {}

    /**
     * Does the work with at most so many connections: to the user's own database, to the embedded one that another ayb
     * runs just now, or to that of the data directory, which is started for as long as the work takes.
     *
     * @throws InvalidConfig when there is none of these
     */
    public static <T> T with(Settings settings, int connections, Function<HikariDataSource, T> work) {
        if (settings.databaseUrl().isPresent()) {
            return with(settings.databaseUrl().get().jdbc(), connections, work);
        }
        Path home = settings.dataDir().toAbsolutePath().normalize();
        if (!Files.isDirectory(home.resolve("postgres"))) {
            throw new InvalidConfig("there is no database in " + home
                    + "; name one with --database-url or AYB_DATABASE_URL, or a directory with --data-dir");
        }
        Optional<String> running = LeftoverServer.running(home);
        if (running.isPresent()) {
            return with(running.get(), connections, work);
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            return with(database.jdbcUrl(), connections, work);
        }
    }

    private static <T> T with(String jdbcUrl, int connections, Function<HikariDataSource, T> work) {
        try (HikariDataSource pool = Pool.of(jdbcUrl, connections)) {
            return work.apply(pool);
        }
    }
}
