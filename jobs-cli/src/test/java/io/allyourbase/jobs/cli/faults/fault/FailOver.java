package io.allyourbase.jobs.cli.faults.fault;

import io.allyourbase.jobs.cli.faults.fault.Fault.Struck;
import io.allyourbase.jobs.cli.faults.server.PostgresServer;
import io.allyourbase.jobs.cli.faults.server.Standby;
import java.time.Duration;

/** The server dies for good, and another takes its place. */
public final class FailOver {
    private static final Duration UNTIL_NOTICED = Duration.ofSeconds(1);

    private FailOver() {}

    /** To that standby, to which the address leads from then on. */
    public static Fault to(PostgresServer standby) {
        return new Fault("database: fail-over to a streaming standby", UNTIL_NOTICED, (cluster, random) -> {
            cluster.server().kill();
            return Struck.all(() -> {
                Standby.promote(standby);
                cluster.moveTo(standby);
            });
        });
    }
}
