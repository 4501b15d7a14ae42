package io.allyourbase.jobs.cli.faults.fault;

import io.allyourbase.jobs.cli.faults.fault.Fault.Struck;
import io.allyourbase.jobs.postgres.testing.PgBouncer;
import java.time.Duration;

/** What goes wrong with the pooler between workers and database. */
public final class PoolerFaults {
    private static final Duration A_WHILE = Duration.ofMillis(1_500);

    private PoolerFaults() {}

    public static Fault killed(PgBouncer pooler) {
        return new Fault("pgbouncer in transaction mode: kill -9", A_WHILE, (cluster, random) -> {
            pooler.kill();
            return Struck.all(pooler::restart);
        });
    }

    /** The pooler lives on, and its connections to the server don't. */
    public static Fault serverRestarted() {
        return new Fault("pgbouncer in transaction mode: database restart", Duration.ZERO, (cluster, random) -> {
            cluster.server().close();
            return Struck.all(cluster.server()::start);
        });
    }
}
