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
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A cluster at work, a fault, its end, and the proof that nothing came of it; and again. Not safe for use by many
 * threads.
 */
final class Episodes {
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** Until something is under way everywhere. */
    private static final Duration WARM = Duration.ofMillis(500);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** What is at speed again: this part of the rate before all faults. */
    private static final double AT_SPEED = 0.5;

    private final Cluster cluster;
    private OptionalInt enough = OptionalInt.empty();

    Episodes(Cluster cluster) {
        this.cluster = cluster;
    }

    /** As often as the form has it. */
    Row all(Fault fault) throws Exception {
        return all(() -> fault);
    }

    /** As often as the form has it, each time another. */
    Row all(Supplier<Fault> faults) throws Exception {
        return rounds(Form.rounds(), faults);
    }

    /** The fault can strike but once. */
    Row once(Fault fault) throws Exception {
        return rounds(1, () -> fault);
    }

    private Row rounds(int rounds, Supplier<Fault> faults) throws Exception {
        Fault fault = faults.get();
        RandomGenerator random = Form.random(fault.name());
        Row sum = run(fault, random);
        for (int round = 1; round < rounds; round++) {
            sum = sum.plus(run(faults.get(), random));
        }
        System.out.println(sum.line());
        return sum;
    }

    /** Waits until the queue is at speed again by itself, and until it has nothing left to do. */
    private Row run(Fault fault, RandomGenerator random) throws Exception {
        cluster.fleet().fill();
        cluster.load().rate(cluster.size().perSecond());
        pass(WARM);
        int speed = speed();
        Instant from = Instant.now();
        Struck struck = fault.strike().at(cluster, random);
        pass(fault.lasts());
        struck.cure().heal();
        Instant healed = Instant.now();
        long enqueuedBefore = cluster.load().ledger().last();
        await().atMost(PATIENCE).until(() -> atSpeed(speed, healed).isPresent());
        cluster.awaitFinished(enqueuedBefore, PATIENCE);
        Instant caughtUp = Instant.now();
        Verdict verdict = verdict(new Harm(from, caughtUp, struck.processes()));
        return new Row(
                fault.name(),
                verdict,
                Duration.between(healed, atSpeed(speed, healed).orElseThrow()),
                Duration.between(healed, caughtUp));
    }

    /** So many in a second are enough. */
    private int speed() {
        if (enough.isEmpty()) {
            enough = OptionalInt.of(await().atMost(PATIENCE).until(this::partOfNextSecond, part -> part > 0));
        }
        return enough.getAsInt();
    }

    private int partOfNextSecond() {
        Instant start = Instant.now();
        pass(SECOND.plus(WARM));
        return (int) (AT_SPEED * cluster.records().finishes().inSecond(start));
    }

    private Optional<Instant> atSpeed(int speed, Instant healed) {
        return cluster.records().finishes().firstSecondWith(speed, healed);
    }

    private Verdict verdict(Harm harm) throws Exception {
        cluster.load().pause();
        long last = cluster.load().ledger().last();
        cluster.awaitFinished(last, PATIENCE);
        assertThat(cluster.records().late()).isEmpty();
        return Verdict.of(cluster.records().take(last), List.of(harm));
    }

    private static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plus(PATIENCE)).until(() -> true);
    }
}
