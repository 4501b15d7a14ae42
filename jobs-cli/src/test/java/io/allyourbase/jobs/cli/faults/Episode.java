package io.allyourbase.jobs.cli.faults;

import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.cli.faults.check.Finishes;
import io.allyourbase.jobs.cli.faults.check.Harm;
import io.allyourbase.jobs.cli.faults.check.Verdict;
import io.allyourbase.jobs.cli.faults.cluster.Cluster;
import io.allyourbase.jobs.cli.faults.fault.Fault;
import io.allyourbase.jobs.cli.faults.fault.Fault.Struck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** A cluster at work, a fault, its end, and the proof that nothing came of it. */
final class Episode {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    /** What is at speed again: this part of the rate before the fault. */
    private static final double AT_SPEED = 0.7;

    private final Cluster cluster;
    private final RandomGenerator random;

    Episode(Cluster cluster, RandomGenerator random) {
        this.cluster = cluster;
        this.random = random;
    }

    /** Waits until the queue is at speed again by itself, and until it has nothing left to do. */
    Row run(Fault fault) throws Exception {
        cluster.fleet().fill();
        cluster.load().rate(cluster.size().perSecond());
        int enough = (int) (AT_SPEED * rateBefore());
        Instant from = Instant.now();
        Struck struck = fault.strike().at(cluster, random);
        pass(fault.lasts());
        struck.cure().heal();
        Instant healed = Instant.now();
        long before = cluster.load().ledger().last();
        await().atMost(PATIENCE)
                .until(() -> cluster.records()
                        .finishes()
                        .firstSecondWith(enough, healed)
                        .isPresent());
        cluster.awaitFinished(before, PATIENCE);
        Duration caughtUp = Duration.between(healed, Instant.now());
        Harm harm = new Harm(from, Instant.now(), struck.processes());
        Instant atSpeed =
                cluster.records().finishes().firstSecondWith(enough, healed).orElseThrow();
        return new Row(fault.name(), verdict(harm), Duration.between(healed, atSpeed), caughtUp);
    }

    private int rateBefore() {
        Instant start = Instant.now();
        pass(SECOND.multipliedBy(2));
        Finishes finishes = cluster.records().finishes();
        return finishes.inSecond(start.plusMillis(900));
    }

    private Verdict verdict(Harm harm) throws Exception {
        cluster.load().pause();
        long last = cluster.load().ledger().last();
        cluster.awaitFinished(last, PATIENCE);
        return Verdict.of(cluster.records().take(last), List.of(harm));
    }

    private static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plus(PATIENCE)).until(() -> true);
    }
}
