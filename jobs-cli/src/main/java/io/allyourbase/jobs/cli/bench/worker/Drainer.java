package io.allyourbase.jobs.cli.bench.worker;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.server.Pool;
import io.allyourbase.jobs.config.ConfigKey;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Handler;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.PostgresJobsBuilder;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The queue at work in this process, set as users have it, and counted. */
public final class Drainer implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final HikariDataSource pool;
    private final PostgresJobs jobs;
    private final LongAdder runs = new LongAdder();
    private final LongAdder completed = new LongAdder();

    private Drainer(Place place, Spread spread, Handler<Long> handler) {
        this.pool = Pool.of(place.jdbcUrl, CONNECTIONS);
        JobsConfig config = JobsConfig.DEFAULT
                .with(ConfigKey.ENABLED, "true")
                .with(ConfigKey.WORKER_CONCURRENCY, Integer.toString(place.workers));
        PostgresJobsBuilder builder = PostgresJobs.builder(pool)
                .schema(place.schema)
                .config(config)
                .withoutMigration()
                .queues(spread.queueNames().toArray(String[]::new))
                .listener(this::count);
        spread.typeNames()
                .forEach(type -> builder.handle(JobDefinition.of(type, Long.class), (job, run) -> {
                    runs.increment();
                    handler.handle(job, run);
                }));
        this.jobs = builder.build();
    }

    /** Where it works, and with how many handlers at once. */
    public record Place(String jdbcUrl, SchemaName schema, int workers) {}

    /** Starts to run the jobs of that spread. */
    public static Drainer start(Place place, Spread spread, Handler<Long> handler) {
        Drainer drainer = new Drainer(place, spread, handler);
        drainer.jobs.start();
        return drainer;
    }

    private void count(JobEvent event) {
        if (event instanceof JobEvent.RunWritten written && written.outcome() instanceof Event.Complete) {
            completed.increment();
        }
    }

    /** How often a handler was called. */
    public long runs() {
        return runs.sum();
    }

    /** How many jobs are finished, and safely so. */
    public long completed() {
        return completed.sum();
    }

    /**
     * Waits until that many jobs are finished.
     *
     * @throws JobsException when they are not within a minute
     */
    public void awaitCompleted(long jobs) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (completed() < jobs) {
            if (System.nanoTime() - deadline > 0) {
                throw new JobsException("only " + completed() + " of " + jobs + " jobs were finished in "
                        + LONGEST_WAIT.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Override
    public void close() {
        try {
            jobs.close();
        } finally {
            pool.close();
        }
    }
}
