package io.allyourbase.jobs.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.cli.faults.cluster.Cluster;
import io.allyourbase.jobs.cli.faults.fault.FailOver;
import io.allyourbase.jobs.cli.faults.fault.Fault;
import io.allyourbase.jobs.cli.faults.fault.Faults;
import io.allyourbase.jobs.cli.faults.server.PostgresServer;
import io.allyourbase.jobs.cli.faults.server.Standby;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster that things befall, one after the other. */
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
    private Cluster cluster;
    private Episodes episodes;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        cluster = Cluster.start(directory, Form.size(), Form.random("load"));
        episodes = new Episodes(cluster);
    }

    @AfterAll
    void close() throws IOException {
        cluster.close();
    }

    static List<Fault> faults() {
        return Faults.all();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothing_is_lost_and_nothing_stale(Fault fault) throws Exception {
        assertKept(episodes.all(fault));
    }

    @Test
    void nothing_is_lost_when_several_things_go_wrong_at_once() throws Exception {
        RandomGenerator random = Form.random("mixed");

        assertKept(episodes.all(() -> Faults.mixed(random)));
    }

    @Test
    void nothing_is_lost_in_a_fail_over() throws Exception {
        PostgresServer standby = Standby.of(cluster.server(), cluster.directory("standby"));

        assertKept(episodes.once(FailOver.to(standby)));
    }

    private static void assertKept(Row row) {
        assertThat(row.verdict().broken()).isEmpty();
    }
}
