package io.allyourbase.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.examples.WorkerProcess.Order;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void runs_until_it_is_asked_to_end_and_then_gives_way_at_once() throws IOException, InterruptedException {
        try (TestDatabase database = TestDatabase.migrated();
                PostgresJobs jobs = PostgresJobs.builder(database.dataSource())
                        .schema(database.schema())
                        .build()) {
            Process worker = start(database);
            List<String> lines = new ArrayList<>();
            try (BufferedReader printed = worker.inputReader(StandardCharsets.UTF_8)) {
                jobs.enqueue(WorkerProcess.ORDER, new Order("busy 7"));
                await().atMost(PATIENCE)
                        .until(() -> jobs.store().stats().stats().completed() == 2);

                worker.toHandle().destroy(); // the process itself would close what it printed
                printed.lines().forEach(lines::add);
            } finally {
                worker.destroyForcibly();
            }

            assertThat(worker.waitFor()).isEqualTo(143);
            assertThat(lines)
                    .containsSubsequence(
                            "begins: order",
                            "failed: the carrier asked for patience",
                            "begins: order",
                            "begins: receipt",
                            "paid: busy 7");
            assertThat(jobs.store().insight().workers()).isEmpty();
        }
    }

    private static Process start(TestDatabase database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        TestDatabase.url(),
                        database.schema().value())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
