package io.allyourbase.jobs.postgres.testing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** A pooler in transaction mode before the tests' server. */
public final class PgBouncer implements AutoCloseable {
    private final Process process;
    private final int port;
    private final String database;

    private PgBouncer(Process process, int port, String database) {
        this.process = process;
        this.port = port;
        this.database = database;
    }

    /** Where it is installed. */
    private static Optional<Path> program() {
        return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Started; where it is not installed, the test that asks is skipped. */
    public static PgBouncer started() {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "pgbouncer is not installed");
        try {
            return start(program.orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PgBouncer start(Path program) throws IOException {
        URI server = URI.create(TestDatabase.url().substring("jdbc:".length()));
        String database = server.getPath().substring(1);
        int port = freePort();
        Path directory = Files.createTempDirectory("ayb-pgbouncer-");
        // It gives up the rights of root, and must still read its settings.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path settings = Files.writeString(directory.resolve("pgbouncer.ini"), """
                [databases]
                %s = host=%s port=%d user=%s %s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = 10
                ignore_startup_parameters = extra_float_digits
                """.formatted(
                database,
                server.getHost().equals("localhost") ? "127.0.0.1" : server.getHost(),
                server.getPort() < 0 ? 5432 : server.getPort(),
                parameter(server, "user").orElse("postgres"),
                parameter(server, "password").map(word -> "password=" + word).orElse(""),
                port));
        ProcessBuilder command = new ProcessBuilder(program.toString(), "-q", settings.toString());
        if (System.getProperty("user.name").equals("root")) {
            command.command(program.toString(), "-q", "-u", "nobody", settings.toString());
        }
        Process process = command.redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        await().until(() -> accepts(port));
        return new PgBouncer(process, port, database);
    }

    /** Its address, in place of the server's. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=any&prepareThreshold=0";
    }

    private static Optional<String> parameter(URI url, String name) {
        return Arrays.stream(Optional.ofNullable(url.getQuery()).orElse("").split("&"))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
