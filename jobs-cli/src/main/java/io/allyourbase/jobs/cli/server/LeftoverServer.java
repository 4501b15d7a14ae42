package io.allyourbase.jobs.cli.server;

import io.allyourbase.jobs.error.JobsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The Postgres of an ayb that was killed: it lives on, and must end before its data directory is used again. */
final class LeftoverServer {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** Between the start of a server's process and its note of it. */
    private static final Duration SETTING_UP = Duration.ofSeconds(10);

    private LeftoverServer() {}

    /**
     * Stops it, if there is one. The number that its file holds may long be another process's, or be forged: only a
     * Postgres that works in this very directory is touched.
     */
    static void stop(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(LeftoverServer::isPostgres)
                    .filter(process -> worksIn(data, process, lines))
                    .ifPresent(LeftoverServer::stop);
            Files.deleteIfExists(pidFile);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new JobsException(pidFile + " can't be read; stop the Postgres of this data directory by hand", e);
        }
    }

    /** The address of the server that a live ayb runs on its data directory; empty when none does. */
    static Optional<String> running(Path home) {
        Path pidFile = home.resolve("postgres").resolve("postmaster.pid");
        if (!DataDirLock.isHeld(home) || !Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            // The fourth line is the port.
            int port = Integer.parseInt(Files.readAllLines(pidFile).get(3).strip());
            return Optional.of("jdbc:postgresql://localhost:" + port + "/postgres?user=postgres");
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new JobsException(pidFile + " can't be read; is its server starting?", e);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
    }

    private static boolean worksIn(Path data, ProcessHandle process, List<String> pidFile) {
        try {
            // A server goes to its directory when it starts.
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data);
        } catch (IOException e) {
            return isStartedFor(data, process, pidFile);
        }
    }

    /** Where no process shows its directory: by its arguments, and the start that the third line of its file tells. */
    private static boolean isStartedFor(Path data, ProcessHandle process, List<String> pidFile) {
        Instant noted = Instant.ofEpochSecond(Long.parseLong(pidFile.get(2).strip()));
        ProcessHandle.Info info = process.info();
        return Arrays.asList(info.arguments().orElse(new String[0])).contains(data.toString())
                && info.startInstant()
                        .filter(start -> Duration.between(start, noted).abs().compareTo(SETTING_UP) < 0)
                        .isPresent();
    }

    private static void stop(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            server.destroyForcibly();
            server.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobsException("the Postgres that an earlier ayb left is not waited for any longer", e);
        }
    }
}
