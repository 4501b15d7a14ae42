package io.allyourbase.jobs.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.cli.process.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void who_asks_again_ends_the_process_and_its_embedded_server() throws InterruptedException {
        try (JavaProcess deaf = JavaProcess.start(Deaf.class, Map.of(), List.of(directory.toString()))) {
            deaf.awaitOutput("started");

            await().atMost(PATIENCE).until(() -> {
                deaf.terminate();
                return !deaf.isAlive();
            });

            assertThat(deaf.awaitExit()).as(deaf.output()).isEqualTo(143);
        }
        assertThat(directory.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
    }

    /** Never looks whether it was asked. */
    static final class Deaf {
        private Deaf() {}

        public static void main(String... arguments) throws InterruptedException {
            Stop.onSignals();
            try (EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]))) {
                System.out.println("started " + database.jdbcUrl());
                new CountDownLatch(1).await();
            }
        }
    }
}
