package io.allyourbase.jobs.cli.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerCpuTest {
    @Test
    void a_process_is_read_whatever_its_command_is_called() {
        ServerCpu.Stat stat =
                ServerCpu.Stat.parse("812 (a (b) c) S 77 812 812 0 -1 4194560 5 6 7 8 11 12 13 14 20 0 1 0 9 9 9");

        assertThat(stat).isEqualTo(new ServerCpu.Stat("812", "a (b) c", "77", 23, 27));
    }

    @Test
    void a_process_that_is_no_server_tells_nothing() {
        assertThat(ServerCpu.of(ProcessHandle.current().pid())).isEmpty();
        assertThat(ServerCpu.of(Long.MAX_VALUE)).isEmpty();
    }
}
