package io.allyourbase.jobs.cli.faults.server;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A server on a directory and a port of its own, which may be killed and started again. */
public final class PostgresServer implements AutoCloseable {
    public static final int MAX_CONNECTIONS = 90;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path data;
    private final int port;
    private final Map<String, String> settings;
    private final AtomicReference<Optional<EmbeddedPostgres>> running = new AtomicReference<>(Optional.empty());

    /** @param settings beyond those of every server here */
    public PostgresServer(Path data, Map<String, String> settings) throws IOException {
        this.data = data;
        this.settings = settings;
        try (ServerSocket socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
    }

    /** Starts it, on what is in its directory; tries again while the processes of a killed one are still ending. */
    public void start() {
        await().atMost(PATIENCE).ignoreExceptions().until(this::tryToStart);
    }

    private boolean tryToStart() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(PATIENCE)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", Integer.toString(MAX_CONNECTIONS));
        settings.forEach(builder::setServerConfig);
        running.set(Optional.of(builder.start()));
        return true;
    }

    /** {@code kill -9} of the postmaster; its children end when they notice. */
    public void kill() throws IOException {
        postmaster().ifPresent(server -> {
            server.destroyForcibly();
            server.onExit().join();
        });
        close();
    }

    /** Whether it is there. */
    public boolean isAlive() throws IOException {
        return postmaster().isPresent();
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        Path file = data.resolve("postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0)))
                        .filter(ProcessHandle::isAlive)
                : Optional.empty();
    }

    public Path data() {
        return data;
    }

    public int port() {
        return port;
    }

    /** Its address, not through any proxy. */
    public String jdbcUrl() {
        return jdbcUrl(port);
    }

    /** The address of whatever leads to such a server from that port. */
    public static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    /** Stops it as an administrator does: transactions are ended, and what is committed is on the disk. */
    @Override
    public void close() {
        running.getAndSet(Optional.empty()).ifPresent(PostgresServer::close);
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new AssertionError("the server does not stop", e);
        }
    }
}
