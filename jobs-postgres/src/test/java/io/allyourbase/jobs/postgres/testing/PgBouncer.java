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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A pooler in transaction mode before a server. */
public final class PgBouncer implements AutoCloseable {
    private final List<String> command;
    private final Path log;
    private final int port;
    private final String database;
    private Process process;

    private PgBouncer(List<String> command, Path log, int port, String database) throws IOException {
        this.command = command;
        this.log = log;
        this.port = port;
        this.database = database;
        this.process = start();
    }

    /** Where it is installed. */
    private static Optional<Path> program() {
        return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Before the tests' server; where it is not installed, the test that asks is skipped. */
    public static PgBouncer started() {
        return startedBefore(TestDatabase.url());
    }

    /** Before the server of that JDBC address; where it is not installed, the test that asks is skipped. */
    public static PgBouncer startedBefore(String jdbcUrl) {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "pgbouncer is not installed");
        try {
            return start(program.orElseThrow(), jdbcUrl);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PgBouncer start(Path program, String jdbcUrl) throws IOException {
        URI server = URI.create(jdbcUrl.substring("jdbc:".length()));
        String database = server.getPath().substring(1);
        int port = freePort();
        Path directory = Files.createTempDirectory("ayb-pgbouncer-");
        Path log = directory.resolve("log");
        // The last first: a directory goes when it is empty.
        Stream.of(directory, directory.resolve("pgbouncer.ini"), log)
                .forEach(each -> each.toFile().deleteOnExit());
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
                server_login_retry = 1
                ignore_startup_parameters = extra_float_digits
                """.formatted(
                database,
                server.getHost().equals("localhost") ? "127.0.0.1" : server.getHost(),
                server.getPort() < 0 ? 5432 : server.getPort(),
                parameter(server, "user").orElse("postgres"),
                parameter(server, "password").map(word -> "password=" + word).orElse(""),
                port));
        List<String> command = System.getProperty("user.name").equals("root")
                ? List.of(program.toString(), "-q", "-u", "nobody", settings.toString())
                : List.of(program.toString(), "-q", settings.toString());
        return new PgBouncer(command, log, port, database);
    }

    private Process start() throws IOException {
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().until(() -> accepts(port));
        return started;
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again, as it was. */
    public void restart() throws IOException {
        process = start();
    }

    public int port() {
        return port;
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
