package io.allyourbase.jobs.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.cli.faults.cluster.Cluster;
import io.allyourbase.jobs.cli.faults.fault.PoolerFaults;
import io.allyourbase.jobs.cli.faults.server.PostgresServer;
import io.allyourbase.jobs.postgres.testing.PgBouncer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pooler between workers and database. */
@Tag("alone")
class PoolerIT {
    @TempDir
    private Path directory;

    @Test
    void behind_a_pooler_nothing_is_lost_either() throws Exception {
        PostgresServer server = new PostgresServer(directory.resolve("data"), Map.of());
        server.start();
        try (PgBouncer pooler = PgBouncer.startedBefore(server.jdbcUrl());
                Cluster cluster = Cluster.on(
                        server,
                        new Cluster.Entrance(pooler.port(), "&prepareThreshold=0"),
                        directory,
                        Form.size(),
                        Form.random("load"))) {
            Row row = new Episodes(cluster).all(PoolerFaults.killedWithServer(pooler));

            assertThat(row.verdict().broken()).isEmpty();
        }
    }
}
