package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.simulation.Plan.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Decides what handlers do, while things go wrong and after. */
final class Plans {
    private static final List<Kind> ANY = List.of(
            Kind.COMPLETES,
            Kind.COMPLETES,
            Kind.COMPLETES,
            Kind.ASKS_AND_COMPLETES,
            Kind.REPORTS_UNSTORABLE,
            Kind.SNOOZES,
            Kind.THROWS,
            Kind.THROWS_ERROR,
            Kind.FAILS_FOR_GOOD);
    private static final List<Kind> ENDING =
            List.of(Kind.COMPLETES, Kind.COMPLETES, Kind.ASKS_AND_COMPLETES, Kind.THROWS);

    private final Cluster cluster;

    Plans(Cluster cluster) {
        this.cluster = cluster;
    }

    Plan next(Job job) {
        Chance chance = cluster.chance();
        boolean isCalm = cluster.isCalm();
        Kind kind = chance.pick(isCalm ? ENDING : ANY);
        Duration most = chance.oneIn(3) ? Duration.ofMillis(5) : Duration.ofSeconds(chance.oneIn(4) ? 25 : 3);
        boolean heeds = chance.oneIn(2);
        boolean hangs = cluster.faults().hangs() && chance.oneIn(6);
        // A run that hangs for ever ends by its type's timeout alone.
        boolean isEndless = hangs && heeds && JobTypes.isTimed(job.type());
        Duration takes = hangs ? Duration.ofSeconds(chance.between(20, 60)) : chance.upTo(most);
        return new Plan(kind, isEndless ? Optional.empty() : Optional.of(takes), heeds);
    }
}
