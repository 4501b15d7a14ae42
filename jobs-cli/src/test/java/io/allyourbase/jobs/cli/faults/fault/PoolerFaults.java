package io.allyourbase.jobs.cli.faults.fault;

import io.allyourbase.jobs.cli.faults.fault.Fault.Struck;
import io.allyourbase.jobs.postgres.testing.PgBouncer;
import java.time.Duration;

/** What goes wrong with the pooler between workers and database. */
public final class PoolerFaults {
    private static final Duration A_WHILE = Duration.ofMillis(1_500);

    private PoolerFaults() {}

    /** Both: its own connections to the server die too. */
    public static Fault killedWithServer(PgBouncer pooler) {
        return new Fault("pgbouncer between, killed, and the database restarted", A_WHILE, (cluster, random) -> {
            pooler.kill();
            cluster.server().close();
            return Struck.all(() -> {
                cluster.server().start();
                pooler.restart();
            });
        });
    }
}
