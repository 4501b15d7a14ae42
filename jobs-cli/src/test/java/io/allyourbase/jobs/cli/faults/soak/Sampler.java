package io.allyourbase.jobs.cli.faults.soak;

import io.allyourbase.jobs.cli.faults.cluster.Cluster;
import io.allyourbase.jobs.cli.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** Takes a sample every few seconds. */
final class Sampler implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final double MEGABYTE = 1 << 20;
    private static final String DEAD_TUPLES = "SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = '_ayb_jobs'";

    private final Cluster cluster;
    private final List<Sample> samples = new CopyOnWriteArrayList<>();
    private final AtomicInteger faults = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> ticks;
    private final long startedAt = System.nanoTime();
    private long sampledAt = startedAt;
    private long finished;

    Sampler(Cluster cluster) {
        this.cluster = cluster;
        this.finished = cluster.records().finishes().total();
        cluster.records().pickups().take();
        ticks = timer.scheduleAtFixedRate(this::sample, PAUSE.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
    }

    /** A fault strikes now. */
    void fault() {
        faults.incrementAndGet();
    }

    private void sample() {
        Histogram pickups = cluster.records().pickups().take();
        long total = cluster.records().finishes().total();
        long now = System.nanoTime();
        samples.add(new Sample(
                TimeUnit.NANOSECONDS.toSeconds(now - startedAt),
                (total - finished) * 1e9 / (now - sampledAt),
                pickups.getValueAtPercentile(50) / 1_000.0,
                pickups.getValueAtPercentile(99) / 1_000.0,
                heap(),
                deadTuples(),
                faults.getAndSet(0)));
        finished = total;
        sampledAt = now;
    }

    private long deadTuples() {
        try {
            return cluster.direct().number(DEAD_TUPLES);
        } catch (SQLException e) {
            return -1;
        }
    }

    private double heap() {
        double most = 0;
        for (JavaProcess worker : cluster.fleet().workers()) {
            most = Math.max(most, heap(cluster.journals().resolve(worker.pid() + ".heap")));
        }
        return most / MEGABYTE;
    }

    /** Nothing of a worker that has only just started. */
    private static double heap(Path file) {
        try {
            return Files.exists(file) ? Double.parseDouble("0" + Files.readString(file)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** What was sampled so far. @throws AssertionError when sampling failed */
    List<Sample> samples() {
        if (ticks.isDone()) {
            throw new AssertionError("sampling ended too early: " + ticks);
        }
        return new ArrayList<>(samples);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
