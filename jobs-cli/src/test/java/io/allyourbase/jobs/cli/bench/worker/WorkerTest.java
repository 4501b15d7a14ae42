package io.allyourbase.jobs.cli.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkerTest {
    @Test
    void it_tells_how_far_it_is() {
        assertThat(Worker.Told.parse("300000 300001 2000000000 70000000"))
                .contains(new Worker.Told(300_000, 300_001, Duration.ofSeconds(2), Duration.ofMillis(70)));
    }

    @Test
    void what_its_jvm_says_by_itself_is_passed_over() {
        assertThat(Worker.Told.parse("[0.512s][info][gc] GC(0) Pause Young (Normal) 24M->4M(256M) 5.102ms"))
                .isEmpty();
        assertThat(Worker.Told.parse("Started recording 1. No limit specified, using maxsize=250MB as default."))
                .isEmpty();
        assertThat(Worker.Told.parse("")).isEmpty();
    }
}
