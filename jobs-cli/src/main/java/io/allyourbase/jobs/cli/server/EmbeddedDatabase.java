package io.allyourbase.jobs.cli.server;

import io.allyourbase.jobs.error.JobsException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A Postgres of our own, on the loopback interface and as safe as any: what it has committed survives a crash. Any user
 * of this machine may connect to it.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 100;

    private final DataDirLock lock;
    private final EmbeddedPostgres server;

    private EmbeddedDatabase(DataDirLock lock, EmbeddedPostgres server) {
        this.lock = lock;
        this.server = server;
    }

    /**
     * Starts it on that directory, which is made when it is not there.
     *
     * @throws JobsException when another process uses the directory, or the server does not start
     */
    public static EmbeddedDatabase start(Path directory) {
        return start(directory, CONNECTIONS);
    }

    /** As {@link #start(Path)}, for so many connections at once. */
    public static EmbeddedDatabase start(Path directory, int connections) {
        Path home = directory.toAbsolutePath().normalize();
        DataDirLock lock = DataDirLock.of(home);
        Path data = home.resolve("postgres");
        try {
            LeftoverServer.stop(data);
            Files.createDirectories(data);
            return new EmbeddedDatabase(lock, server(data, connections));
        } catch (IOException | RuntimeException e) {
            lock.close();
            if (e instanceof JobsException known) {
                throw known;
            }
            throw new JobsException("the embedded Postgres in " + home + " does not start: " + e.getMessage(), e);
        }
    }

    /**
     * Stops the server that a killed process left behind in the directory.
     *
     * @return false when a live process uses the directory
     */
    public static boolean stopLeftover(Path directory) {
        if (DataDirLock.isHeld(directory)) {
            return false;
        }
        LeftoverServer.stop(directory.resolve("postgres"));
        return true;
    }

    private static EmbeddedPostgres server(Path data, int connections) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", Integer.toString(connections))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    /** Its address, with its user. */
    public String jdbcUrl() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new JobsException("the embedded Postgres does not stop: " + e.getMessage(), e);
        } finally {
            lock.close();
        }
    }
}
