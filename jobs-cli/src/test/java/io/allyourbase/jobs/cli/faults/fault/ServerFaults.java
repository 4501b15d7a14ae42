package io.allyourbase.jobs.cli.faults.fault;

import io.allyourbase.jobs.cli.faults.fault.Fault.Cure;
import io.allyourbase.jobs.cli.faults.fault.Fault.Struck;
import java.time.Duration;
import java.util.List;

/** What goes wrong with the database. */
public final class ServerFaults {
    private static final Duration A_WHILE = Duration.ofMillis(1_500);
    private static final String OURS = "FROM pg_stat_activity WHERE application_name = 'ayb'";

    private ServerFaults() {}

    public static List<Fault> all() {
        return List.of(killed(), restarted(), backendKilled(), backendsTerminated(), readOnly(), outOfConnections());
    }

    static Fault killed() {
        return new Fault("database: kill -9 of the postmaster", A_WHILE, (cluster, random) -> {
            cluster.server().kill();
            return Struck.all(cluster.server()::start);
        });
    }

    static Fault restarted() {
        return new Fault("database: restart", Duration.ZERO, (cluster, random) -> {
            cluster.server().close();
            return Struck.all(cluster.server()::start);
        });
    }

    /** Postgres then restarts all by itself: shared memory may be broken. */
    static Fault backendKilled() {
        return new Fault("database: kill -9 of one backend", Duration.ZERO, (cluster, random) -> {
            long pid = cluster.direct().number("SELECT pid " + OURS + " ORDER BY query_start DESC LIMIT 1");
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            return Struck.all(Cure.NONE);
        });
    }

    static Fault backendsTerminated() {
        return new Fault("database: pg_terminate_backend of half the backends", Duration.ZERO, (cluster, random) -> {
            cluster.direct()
                    .execute("SELECT pg_terminate_backend(pid) " + OURS + " AND pid % 2 = " + random.nextInt(2));
            return Struck.all(Cure.NONE);
        });
    }

    static Fault readOnly() {
        return new Fault("database: read-only", A_WHILE, (cluster, random) -> {
            cluster.direct().execute("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
            return Struck.all(() -> cluster.direct()
                    .execute(
                            "SET default_transaction_read_only = off",
                            "ALTER SYSTEM RESET default_transaction_read_only",
                            "SELECT pg_reload_conf()"));
        });
    }

    static Fault outOfConnections() {
        return new Fault("database: no connection left", A_WHILE, (cluster, random) -> {
            Crowd crowd = Crowd.fill(cluster.direct(), "SELECT count(pg_terminate_backend(pid)) " + OURS);
            return Struck.all(crowd::close);
        });
    }
}
