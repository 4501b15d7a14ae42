package io.allyourbase.jobs.cli.server;

import io.allyourbase.jobs.error.JobsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The Postgres of an ayb that was killed: it lives on, and must end before its data directory is used again. */
final class LeftoverServer {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private LeftoverServer() {}

    /** Stops it, if there is one. Only a Postgres that names itself in the data directory is touched. */
    static void stop(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(LeftoverServer::isPostgres)
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

    private static void stop(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            server.destroyForcibly();
            server.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
