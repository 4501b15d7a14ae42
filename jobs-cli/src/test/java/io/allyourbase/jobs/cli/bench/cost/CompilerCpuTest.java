package io.allyourbase.jobs.cli.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CompilerCpuTest {
    @Test
    void the_compilers_have_used_a_part_of_what_the_process_has() {
        assumeTrue(Files.exists(Path.of("/proc/self/task")), "no /proc");

        Duration compilers = CompilerCpu.now();

        Duration all = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        assertThat(compilers).isPositive().isLessThanOrEqualTo(all);
    }
}
