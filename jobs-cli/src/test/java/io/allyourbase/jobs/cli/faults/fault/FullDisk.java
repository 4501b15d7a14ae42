package io.allyourbase.jobs.cli.faults.fault;

import io.allyourbase.jobs.cli.faults.fault.Fault.Struck;
import io.allyourbase.jobs.cli.faults.server.SmallDisk;
import java.time.Duration;

/** The database's disk is full: nothing can be written, and the server may well give up. */
public final class FullDisk {
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private FullDisk() {}

    /** The disk that the server's directory is on. */
    public static Fault of(SmallDisk disk) {
        return new Fault("database: full disk", A_WHILE, (cluster, random) -> {
            disk.fill();
            return Struck.all(() -> {
                disk.free();
                if (!cluster.server().isAlive()) {
                    cluster.server().close();
                    cluster.server().start();
                }
            });
        });
    }
}
