package io.allyourbase.jobs.cli.faults.fault;

import io.allyourbase.jobs.cli.faults.cluster.Cluster;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Something that goes wrong, and is put right some time later.
 *
 * @param lasts for how long, at least
 */
public record Fault(String name, Duration lasts, Strike strike) {
    @Override
    public String toString() {
        return name;
    }

    /** Makes it go wrong. */
    @FunctionalInterface
    public interface Strike {
        /** @param random which of several it befalls */
        Struck at(Cluster cluster, RandomGenerator random) throws Exception;
    }

    /** Puts it right: all that an operator would do. The queue does the rest. */
    @FunctionalInterface
    public interface Cure {
        Cure NONE = () -> {};

        void heal() throws Exception;
    }

    /**
     * It has gone wrong.
     *
     * @param processes the workers that it befell; none for all
     */
    public record Struck(Set<Long> processes, Cure cure) {
        static Struck all(Cure cure) {
            return new Struck(Set.of(), cure);
        }
    }
}
