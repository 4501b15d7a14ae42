package io.allyourbase.jobs.rivals.system;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.config.ConfigKey;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import io.allyourbase.jobs.postgres.notify.PromptSockets;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.util.List;
import java.util.function.IntConsumer;

/** AYB Jobs with its defaults but for the number of workers, and with sockets as docs/library.md advises for a pool. */
final class AybJobs implements Rival {
    private static final JobDefinition<Payload> JOB = JobDefinition.of("rival", Payload.class);

    private final HikariDataSource pool;
    private final PostgresJobs jobs;

    private AybJobs(HikariDataSource pool, PostgresJobs jobs) {
        this.pool = pool;
        this.jobs = jobs;
    }

    static AybJobs open(String jdbcUrl, IntConsumer handler) {
        HikariDataSource pool = Pool.of(jdbcUrl + "&socketFactory=" + PromptSockets.class.getName());
        Migrations.of(pool, SchemaName.PUBLIC).migrate();
        JobsConfig config = JobsConfig.DEFAULT
                .with(ConfigKey.ENABLED, "true")
                .with(ConfigKey.WORKER_CONCURRENCY, Integer.toString(WORKERS));
        PostgresJobs jobs = PostgresJobs.builder(pool)
                .config(config)
                .handle(JOB, (payload, run) -> handler.accept(payload.number()))
                .build();
        return new AybJobs(pool, jobs);
    }

    @Override
    public void enqueueAll(List<Integer> numbers) {
        jobs.enqueueAll(JOB, numbers.stream().map(Payload::new).toList());
    }

    @Override
    public void enqueue(int number) {
        jobs.enqueue(JOB, new Payload(number));
    }

    @Override
    public void work() {
        jobs.start();
    }

    @Override
    public void close() {
        jobs.close();
        pool.close();
    }
}
