package io.allyourbase.jobs.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchIT {
    private static final String STATS = "{\"queued\":7,\"running\":0,\"completed\":0,\"failed\":0,\"canceled\":0}";

    @TempDir
    private Path directory;

    @Test
    void prints_again_and_again_waits_for_a_server_that_is_away_and_ends_when_told_as_done()
            throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        StandIn server = new StandIn(0, 200, "application/json", STATS);
        int port = server.port();
        Process watch = server.cli()
                .builder("jobs", "stats", "--watch=1")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            awaitBlocks(out, 2);
            server.close();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.readString(err).contains("trying again"));
            int before = blocks(out);
            server = new StandIn(port, 200, "application/json", STATS);
            awaitBlocks(out, before + 2);

            watch.destroy();

            assertThat(watch.waitFor()).isZero();
            assertThat(Files.readString(err))
                    .startsWith("ayb: no server answers at ")
                    .hasLineCount(1);
        } finally {
            watch.destroyForcibly();
            server.close();
        }
    }

    @Test
    void a_server_that_never_answered_is_not_waited_for() {
        assertThat(new Cli("http://127.0.0.1:1", "t")
                        .run("jobs", "list", "--watch")
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void a_refusal_ends_it() {
        try (StandIn server = new StandIn(0, 401, "application/json", "{\"code\":401,\"message\":\"no\"}")) {
            assertThat(server.cli().run("schedules", "list", "--watch", "1").exitCode())
                    .isEqualTo(1);
        }
    }

    private static void awaitBlocks(Path out, int count) {
        await().atMost(Duration.ofMinutes(1)).until(() -> blocks(out) >= count);
    }

    private static int blocks(Path out) throws IOException {
        return Files.readString(out).split("queued +7\n", -1).length - 1;
    }
}
