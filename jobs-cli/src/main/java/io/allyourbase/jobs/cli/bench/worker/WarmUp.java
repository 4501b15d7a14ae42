package io.allyourbase.jobs.cli.bench.worker;

import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.port.JobQueue;
import io.allyourbase.jobs.postgres.PostgresStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Drains a queue of its own until little is left to compile. The compilers of eight processes take a fifth of two cores
 * for as long as a million jobs in each, which would be measured as if it were work of the queue.
 */
final class WarmUp {
    private static final int BATCH = 1_000;
    private static final long PAUSE_MILLIS = 5;
    private static final double LITTLE = 0.05;

    private final Drainer.Place place;
    private final Spread own = new Spread("warm_up_" + ProcessHandle.current().pid(), 1, 1);
    private final long jobs;

    /** @param jobs in each round */
    WarmUp(Drainer.Place place, long jobs) {
        this.place = place;
        this.jobs = jobs;
    }

    /** In so many rounds at most. */
    void run(int most) throws InterruptedException {
        double share = 1;
        for (int round = 0; round < most && share > LITTLE; round++) {
            enqueue();
            long compiled = compiledMillis();
            long start = System.nanoTime();
            drain();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            share = (double) (compiledMillis() - compiled) / Math.max(1, took.toMillis());
        }
    }

    private void enqueue() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL(place.jdbcUrl());
        JobQueue queue = PostgresStore.of(dataSource, place.schema()).queue();
        for (long from = 0; from < jobs; from += BATCH) {
            queue.enqueueAll(LongStream.range(from, Math.min(jobs, from + BATCH))
                    .mapToObj(own::job)
                    .toList());
        }
    }

    private void drain() throws InterruptedException {
        try (Drainer drainer = Drainer.start(place, own, (job, run) -> {})) {
            while (drainer.completed() < jobs) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static long compiledMillis() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }
}
