package io.allyourbase.jobs.cli.faults.fault;

import io.allyourbase.jobs.cli.faults.cluster.Cluster;
import io.allyourbase.jobs.cli.faults.fault.Fault.Struck;
import io.allyourbase.jobs.cli.process.JavaProcess;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What goes wrong with workers. */
public final class WorkerFaults {
    /** Longer than the leases of these tests. */
    private static final Duration LONGER_THAN_LEASE = Duration.ofSeconds(6);

    private WorkerFaults() {}

    public static List<Fault> all() {
        return List.of(killed(), stopped(), poolTooSmall());
    }

    static Fault killed() {
        return new Fault("worker: kill -9", Duration.ZERO, (cluster, random) -> {
            JavaProcess victim = victim(cluster, random);
            victim.kill();
            return new Struck(Set.of(victim.pid()), cluster.fleet()::fill);
        });
    }

    static Fault stopped() {
        return new Fault("worker: SIGSTOP for longer than its lease", LONGER_THAN_LEASE, (cluster, random) -> {
            JavaProcess victim = victim(cluster, random);
            victim.pause();
            // The others too may have to wait: for what it had locked when it was stopped, until the server ends that.
            return Struck.all(victim::resume);
        });
    }

    /** Handlers that hold as many connections as there are leave none to renew leases with. */
    static Fault poolTooSmall() {
        return new Fault("worker: handlers hold all its pool's connections", LONGER_THAN_LEASE, (cluster, random) -> {
            cluster.load()
                    .holdConnections(
                            3 * cluster.size().workers() * cluster.size().concurrency(), 4_500);
            return Struck.all(Fault.Cure.NONE);
        });
    }

    private static JavaProcess victim(Cluster cluster, RandomGenerator random) {
        List<JavaProcess> workers = cluster.fleet().workers();
        return workers.get(random.nextInt(workers.size()));
    }
}
