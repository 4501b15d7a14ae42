package io.allyourbase.jobs.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.cli.faults.check.Harm;
import io.allyourbase.jobs.cli.faults.check.Verdict;
import io.allyourbase.jobs.cli.faults.cluster.Cluster;
import io.allyourbase.jobs.cli.faults.fault.Fault;
import io.allyourbase.jobs.cli.faults.fault.Fault.Struck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A cluster at work, a fault, its end, and the proof that nothing came of it. */
final class Episode {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WARM = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    /** What is at speed again: this part of the rate before the fault. */
    private static final double AT_SPEED = 0.7;

    private final Cluster cluster;

    private Episode(Cluster cluster) {
        this.cluster = cluster;
    }

    /** As often as the form has it. */
    static Row all(Cluster cluster, Fault fault) throws Exception {
        return all(cluster, () -> fault);
    }

    /** As often as the form has it, each time another. */
    static Row all(Cluster cluster, Supplier<Fault> faults) throws Exception {
        Fault fault = faults.get();
        RandomGenerator random = Form.random(fault.name());
        Row sum = new Episode(cluster).run(fault, random);
        for (int round = 1; round < Form.rounds(); round++) {
            sum = sum.plus(new Episode(cluster).run(faults.get(), random));
        }
        System.out.println(sum.line());
        return sum;
    }

    /** The fault can strike but once. */
    static Row once(Cluster cluster, Fault fault) throws Exception {
        Row row = new Episode(cluster).run(fault, Form.random(fault.name()));
        System.out.println(row.line());
        return row;
    }

    /** Waits until the queue is at speed again by itself, and until it has nothing left to do. */
    private Row run(Fault fault, RandomGenerator random) throws Exception {
        cluster.fleet().fill();
        cluster.load().rate(cluster.size().perSecond());
        int enough = (int) (AT_SPEED * rate());
        assertThat(enough).isPositive();
        Instant from = Instant.now();
        Struck struck = fault.strike().at(cluster, random);
        pass(fault.lasts());
        struck.cure().heal();
        Instant healed = Instant.now();
        long enqueuedBefore = cluster.load().ledger().last();
        await().atMost(PATIENCE).until(() -> atSpeed(enough, healed).isPresent());
        cluster.awaitFinished(enqueuedBefore, PATIENCE);
        Instant caughtUp = Instant.now();
        Verdict verdict = verdict(new Harm(from, caughtUp, struck.processes()));
        return new Row(
                fault.name(),
                verdict,
                Duration.between(healed, atSpeed(enough, healed).orElseThrow()),
                Duration.between(healed, caughtUp));
    }

    private int rate() {
        pass(WARM);
        Instant start = Instant.now();
        pass(SECOND.plus(WARM));
        return cluster.records().finishes().inSecond(start);
    }

    private Optional<Instant> atSpeed(int enough, Instant healed) {
        return cluster.records().finishes().firstSecondWith(enough, healed);
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
