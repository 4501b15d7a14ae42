package io.allyourbase.jobs.cli.faults.fault;

import io.allyourbase.jobs.cli.faults.fault.Fault.Struck;
import io.allyourbase.jobs.cli.faults.proxy.Traffic;
import io.allyourbase.jobs.cli.faults.proxy.Traffic.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** What goes wrong between workers and database. */
public final class NetworkFaults {
    private static final Duration A_WHILE = Duration.ofMillis(1_500);
    private static final Duration LATE = Duration.ofMillis(40);
    /** Of so many pieces one is torn. */
    private static final int RARELY = 20;

    private NetworkFaults() {}

    public static List<Fault> all() {
        return List.of(cut(), blackHole(), slow(), tornStatements(), lostAnswers());
    }

    static Fault cut() {
        return new Fault("network: cut", A_WHILE, (cluster, random) -> {
            cluster.proxy().traffic(Traffic.REFUSED);
            cluster.proxy().reset();
            return Struck.all(() -> cluster.proxy().traffic(Traffic.PASSES));
        });
    }

    /** The connections that met it stay dead, and nobody is ever told. */
    static Fault blackHole() {
        return traffic("network: black hole", random -> Traffic.VANISHES);
    }

    static Fault slow() {
        return traffic("network: slow", random -> Traffic.delayed(LATE));
    }

    static Fault tornStatements() {
        return traffic("network: resets half-way through a statement", random -> torn(Direction.TO_SERVER, random));
    }

    static Fault lostAnswers() {
        return traffic("network: resets half-way through an answer", random -> torn(Direction.TO_CLIENT, random));
    }

    private static Traffic torn(Direction direction, RandomGenerator random) {
        // Its own, for the order in which connections ask is nobody's plan.
        RandomGenerator chance = new Random(random.nextLong());
        return Traffic.torn(direction, () -> chance.nextInt(RARELY) == 0);
    }

    private static Fault traffic(String name, Kind kind) {
        return new Fault(name, A_WHILE, (cluster, random) -> {
            cluster.proxy().traffic(kind.of(random));
            return Struck.all(() -> cluster.proxy().traffic(Traffic.PASSES));
        });
    }

    @FunctionalInterface
    private interface Kind {
        Traffic of(RandomGenerator random);
    }
}
