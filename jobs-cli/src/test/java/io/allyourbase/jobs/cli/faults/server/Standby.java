package io.allyourbase.jobs.cli.faults.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A copy of a server at work, to which that server streams what it commits: nothing is committed before the copy has it
 * on its disk. Made as {@code pg_basebackup} does, which the embedded Postgres is without.
 */
public final class Standby {
    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Standby() {}

    /** Makes it in that directory, and returns once it follows. */
    public static PostgresServer of(PostgresServer primary, Path directory) throws IOException, SQLException {
        Path data = directory.resolve("standby");
        try (Connection connection = DriverManager.getConnection(primary.jdbcUrl());
                Statement statement = connection.createStatement()) {
            copy(primary.data(), data, statement);
            Files.writeString(
                    data.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 port=" + primary.port() + " user=postgres'\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            Files.createFile(data.resolve("standby.signal"));
            PostgresServer standby = new PostgresServer(data, Map.of());
            standby.start();
            statement.execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
            statement.execute("SELECT pg_reload_conf()");
            await().atMost(PATIENCE).until(() -> follows(statement));
            return standby;
        }
    }

    /** Makes it the server that takes writes. */
    public static void promote(PostgresServer standby) throws SQLException {
        try (Connection connection = DriverManager.getConnection(standby.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_promote()");
        }
    }

    private static boolean follows(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = 'sync'")) {
            return rows.next();
        }
    }

    private static void copy(Path from, Path to, Statement statement) throws IOException, SQLException {
        Files.createDirectories(to);
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
        statement.execute("SELECT pg_backup_start('standby', true)");
        Files.walkFileTree(from, new Copy(from, to));
        try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
            label.next();
            Files.writeString(to.resolve("backup_label"), label.getString(1));
        }
    }

    /** Files come and go while they are copied; the log that is streamed makes up for it. */
    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copy(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            Files.createDirectories(to.resolve(from.relativize(directory)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Path name = from.relativize(file);
            if (!name.startsWith("pg_wal") && !NOT_COPIED.contains(name.toString())) {
                try {
                    Files.copy(file, to.resolve(name));
                } catch (NoSuchFileException e) {
                    return FileVisitResult.CONTINUE;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
