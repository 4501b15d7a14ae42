package io.allyourbase.jobs.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One life of a cluster, decided by its seed: a while in which things go wrong, and a while in which all must end. */
final class Simulation {
    private static final Duration LONGEST_CALM = Duration.ofMinutes(20);

    private final Cluster cluster;
    private final Clients clients;

    private Simulation(long seed, Mutation mutation, boolean isTraced) {
        this.cluster = new Cluster(seed, mutation, isTraced);
        this.clients = new Clients(cluster);
    }

    /** What came of a life: what happened, if that was kept, and which promise was broken. */
    record Life(List<String> trace, Optional<Broken> broken) {}

    static Life of(long seed, Mutation mutation) {
        return new Simulation(seed, mutation, false).live();
    }

    /** The same, and all that happened. */
    static Life traced(long seed, Mutation mutation) {
        return new Simulation(seed, mutation, true).live();
    }

    private Life live() {
        try {
            disturbed();
            calm();
            return new Life(cluster.trace().lines(), Optional.empty());
        } catch (Broken e) {
            return new Life(cluster.trace().lines(), Optional.of(e));
        }
    }

    private void disturbed() {
        Chance chance = cluster.chance();
        World world = cluster.world();
        world.add(clients);
        world.add(new Chaos(cluster));
        for (int i = chance.between(1, 3); i > 0; i--) {
            cluster.start();
        }
        world.run(chance.between(Duration.ofSeconds(20), Duration.ofMinutes(2)));
    }

    private void calm() {
        cluster.trace().note("calm", "begins", "");
        cluster.calmDown();
        clients.disableSchedules();
        cluster.startComplete();
        cluster.world().runWhile(this::isAnyOpen, LONGEST_CALM);
        clients.checkEnded();
    }

    private boolean isAnyOpen() {
        return cluster.store().jobs().stream().anyMatch(job -> !job.state().terminal());
    }
}
