package io.allyourbase.jobs.cli.faults;

import io.allyourbase.jobs.cli.faults.cluster.Cluster;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * How much is tried: the short form, or with the Maven profile {@code faults} the long one. The system property
 * {@code faults.seed} repeats what befell whom; without it each run has its own, which it prints.
 */
final class Form {
    private static final long SEED = Long.getLong("faults.seed", System.nanoTime() & 0xFFFF_FFFFL);

    static {
        System.out.println("faults: repeat with -Dfaults.seed=" + SEED);
    }

    private Form() {}

    /** How often each fault strikes. */
    static int rounds() {
        return Integer.getInteger("faults.rounds", 1);
    }

    /**
     * Enough that something is always under way, and little enough that two cores are not full. The leases of the short
     * form outlast most stalls of a busy machine, which would be taken for faults that nobody made.
     */
    static Cluster.Size size() {
        int leaseSeconds = Integer.getInteger("faults.lease", 4);
        return new Cluster.Size(3, 8, 6, leaseSeconds, Integer.getInteger("faults.rate", 400), 60);
    }

    /** Numbers that depend on the seed, and on what they are for. */
    static RandomGenerator random(String use) {
        return new Random(SEED ^ (31L * use.hashCode()));
    }
}
