package io.allyourbase.jobs.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.cli.faults.cluster.Cluster;
import io.allyourbase.jobs.cli.faults.fault.Fault;
import io.allyourbase.jobs.cli.faults.fault.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster that things befall, one after the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
    private final RandomGenerator random = new Random(1);

    private Cluster cluster;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        cluster = Cluster.start(directory, Cluster.Size.SMALL, random);
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
        Row row = new Episode(cluster, random).run(fault);

        System.out.println(row);
        assertThat(row.verdict().broken()).isEmpty();
    }
}
