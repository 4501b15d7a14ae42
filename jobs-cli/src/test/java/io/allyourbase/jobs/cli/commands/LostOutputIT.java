package io.allyourbase.jobs.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output that goes where it can't be written. */
class LostOutputIT {
    private static final File FULL = new File("/dev/full");
    private static final String JOBS = "{\"items\":[{\"id\":\"1\"}],\"nextCursor\":\"n\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobs list --all --output csv",
                "jobs list --json --watch",
                "jobs get 1",
                "schedules preview --cron @daily",
                "migrate --print",
                "completion bash",
                "--help"
            })
    void a_full_disk_is_told_in_a_line_and_by_the_exit_code(String words) throws IOException, InterruptedException {
        assumeTrue(FULL.exists(), "there is no device that is always full");

        try (StandIn server = new StandIn(0, 200, "application/json", JOBS)) {
            Process process =
                    server.cli().builder(words.split(" ")).redirectOutput(FULL).start();

            assertThat(said(process)).isEqualTo("ayb: the output could not be written: No space left on device\n");
            assertThat(process.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void a_reader_who_has_gone_is_no_failure() throws IOException, InterruptedException {
        try (StandIn server = new StandIn(0, 200, "application/json", JOBS)) {
            Process process =
                    server.cli().builder("jobs", "list", "--all", "--json").start();
            process.getInputStream().close();

            assertThat(said(process)).isEmpty();
            assertThat(process.waitFor()).isZero();
        }
    }

    private static String said(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
