package io.allyourbase.jobs.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.allyourbase.jobs.cli.faults.cluster.Cluster;
import io.allyourbase.jobs.cli.faults.fault.FullDisk;
import io.allyourbase.jobs.cli.faults.server.PostgresServer;
import io.allyourbase.jobs.cli.faults.server.SmallDisk;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database without room. */
@Tag("alone")
class FullDiskIT {
    private static final int MEGABYTES = 256;

    @TempDir
    private Path directory;

    @Test
    void a_full_disk_loses_nothing() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.mount(directory.resolve("disk"), MEGABYTES);
        assumeTrue(mounted.isPresent(), "no small disk can be mounted here: that takes root on Linux");
        try (SmallDisk disk = mounted.get()) {
            PostgresServer server = new PostgresServer(disk.path().resolve("data"), Map.of("max_wal_size", "64MB"));
            server.start();
            try (Cluster cluster =
                    Cluster.on(server, Cluster.Entrance.to(server), directory, Form.size(), Form.random("load"))) {
                Row row = new Episodes(cluster).all(FullDisk.of(disk));

                assertThat(row.verdict().broken()).isEmpty();
            }
        }
    }
}
