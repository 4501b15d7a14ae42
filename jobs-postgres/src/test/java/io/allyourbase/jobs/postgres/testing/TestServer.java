package io.allyourbase.jobs.postgres.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One server for all tests of a JVM: the one that {@code AYB_TEST_DATABASE_URL} names, else a container where there is
 * Docker, else one from binaries.
 */
final class TestServer {
    static final String URL = start();

    private TestServer() {}

    private static String start() {
        String named = System.getenv("AYB_TEST_DATABASE_URL");
        if (named != null && !named.isBlank()) {
            return named;
        }
        // Looked for by hand: the library's own search is slow and loud where there is none.
        return Files.exists(Path.of("/var/run/docker.sock")) ? container() : embedded();
    }

    @SuppressWarnings("resource") // It lives as long as the JVM, and the library's reaper ends it.
    private static String container() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:17-alpine");
        container.start();
        return container.getJdbcUrl() + "&user=" + container.getUsername() + "&password=" + container.getPassword();
    }

    @SuppressWarnings("resource") // It lives as long as the JVM: a hook ends it.
    private static String embedded() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(2))
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("max_prepared_transactions", "5")
                    .setServerConfig("autovacuum", "on")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            return server.getJdbcUrl("postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
