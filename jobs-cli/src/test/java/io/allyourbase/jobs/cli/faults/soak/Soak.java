package io.allyourbase.jobs.cli.faults.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.cli.faults.check.Harm;
import io.allyourbase.jobs.cli.faults.check.Verdict;
import io.allyourbase.jobs.cli.faults.cluster.Cluster;
import io.allyourbase.jobs.cli.faults.fault.Fault;
import io.allyourbase.jobs.cli.faults.fault.Fault.Struck;
import io.allyourbase.jobs.cli.faults.fault.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Half of full speed for an hour, while things go wrong at random. Only the Maven profile {@code soak} runs it. System
 * properties: {@code soak.minutes}, {@code soak.seed}, {@code soak.directory} for the samples and their plot.
 */
class Soak {
    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("soak.minutes", 60));
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime() & 0xFFFF_FFFFL);
    private static final Path OUTPUT = Path.of(System.getProperty("soak.directory", "target/soak"));

    private static final Cluster.Size SIZE = new Cluster.Size(2, 16, 12, 5, 0, 2);
    /** How long each fault lasts. The lease is not the shortest: a busy machine may keep a worker waiting for seconds. */
    private static final Duration LONGER_THAN_LEASE = Duration.ofSeconds(SIZE.leaseSeconds() + 1);

    private static final int MORE_THAN_ENOUGH = 20_000;
    private static final Duration CALIBRATION = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double AT_SPEED = 0.5;

    private final Random random = new Random(SEED);
    private final List<Harm> harms = new ArrayList<>();
    private Verdict verdict = Verdict.NONE;

    @Test
    void an_hour_under_load_and_faults_loses_nothing_and_changes_nothing(@TempDir Path directory) throws Exception {
        System.out.println("soak: repeat with -Dsoak.seed=" + SEED);
        try (Cluster cluster = Cluster.start(directory, SIZE, new Random(SEED))) {
            int half = fullSpeed(cluster) / 2;
            System.out.println("soak: half of full speed is " + half + " jobs/s");
            cluster.load().rate(half);
            try (Sampler sampler = new Sampler(cluster)) {
                try {
                    Instant end = Instant.now().plus(LENGTH);
                    while (Instant.now().isBefore(end)) {
                        strike(cluster, sampler, half);
                    }
                    finish(cluster);
                } finally {
                    draw(sampler.samples());
                }
                assertThat(Flatness.problems(sampler.samples())).isEmpty();
            }
        }
    }

    /** As much as goes in and out at once. */
    private int fullSpeed(Cluster cluster) throws Exception {
        cluster.load().rate(MORE_THAN_ENOUGH);
        pass(CALIBRATION);
        Instant second = Instant.now();
        pass(Duration.ofSeconds(3));
        int speed = cluster.records().finishes().inSecond(second.plusSeconds(1));
        cluster.load().pause();
        settle(cluster, cluster.load().ledger().last());
        return speed;
    }

    private void strike(Cluster cluster, Sampler sampler, int rate) throws Exception {
        pass(Duration.ofSeconds(10 + random.nextInt(20)));
        List<Fault> faults = Faults.all();
        Fault fault = faults.get(random.nextInt(faults.size()));
        Instant from = Instant.now();
        sampler.fault();
        Struck struck = fault.strike().at(cluster, random);
        pass(LONGER_THAN_LEASE);
        struck.cure().heal();
        Instant healed = Instant.now();
        long last = cluster.load().ledger().last();
        await().atMost(PATIENCE)
                .until(() -> cluster.records()
                        .finishes()
                        .firstSecondWith((int) (AT_SPEED * rate), healed)
                        .isPresent());
        cluster.awaitFinished(last, PATIENCE);
        harms.add(new Harm(from, Instant.now(), struck.processes()));
        cluster.proxy().endDead();
        settle(cluster, last);
        System.out.println("soak: " + fault.name() + ", caught up after "
                + Duration.between(healed, Instant.now()).toMillis() + " ms; " + verdict.jobs() + " jobs checked");
    }

    /** Checks the jobs up to that number, so that nobody needs to remember them. */
    private void settle(Cluster cluster, long last) throws Exception {
        cluster.awaitFinished(last, PATIENCE);
        verdict = verdict.plus(Verdict.of(cluster.records().take(last), harms));
        assertThat(verdict.broken()).isEmpty();
        assertThat(cluster.records().late()).isEmpty();
    }

    private void finish(Cluster cluster) throws Exception {
        cluster.load().pause();
        settle(cluster, cluster.load().ledger().last());
        System.out.println("soak: " + verdict);
    }

    /** Also what led to a failure is worth seeing. */
    private static void draw(List<Sample> samples) throws IOException {
        Files.createDirectories(OUTPUT);
        Files.writeString(
                OUTPUT.resolve("soak.csv"),
                Stream.concat(Stream.of(Sample.HEADER), samples.stream().map(Sample::csv))
                        .collect(Collectors.joining("\n", "", "\n")));
        Files.writeString(OUTPUT.resolve("soak.svg"), Plot.of(samples));
        System.out.println("soak: curves in " + OUTPUT.toAbsolutePath());
    }

    private static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plus(PATIENCE)).until(() -> true);
    }
}
