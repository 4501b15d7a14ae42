package io.allyourbase.jobs.cli.cluster;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.cli.server.Pool;
import io.allyourbase.jobs.cli.server.Stop;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A worker that writes down each run, in the table {@code runs}. Its connections bear its process's number as their name.
 * Its arguments: JDBC address, schema, lease in seconds.
 */
final class WorkerProcess {
    static final JobDefinition<Integer> COUNT = JobDefinition.of("count", Integer.class);
    static final JobDefinition<Integer> HALT = JobDefinition.of("halt", Integer.class);
    static final int CONCURRENCY = 8;

    private WorkerProcess() {}

    public static void main(String... arguments) throws InterruptedException {
        SchemaName schema = new SchemaName(arguments[1]);
        JobsConfig config = new JobsConfig(
                true,
                CONCURRENCY,
                Duration.ofMillis(200),
                Duration.ofSeconds(Long.parseLong(arguments[2])),
                3,
                true,
                Duration.ofSeconds(1));
        Stop stop = Stop.onSignals();
        try (HikariDataSource pool = Pool.of(url(arguments[0]), CONCURRENCY + 4);
                PostgresJobs jobs = PostgresJobs.builder(pool)
                        .schema(schema)
                        .config(config)
                        .handle(COUNT, (number, run) -> record(pool, schema, run))
                        .handle(HALT, (number, run) -> Runtime.getRuntime().halt(9))
                        .build()) {
            jobs.start();
            System.out.println("started");
            stop.await();
        }
        System.exit(0);
    }

    private static String url(String server) {
        return server + "&ApplicationName=" + ProcessHandle.current().pid();
    }

    private static void record(DataSource pool, SchemaName schema, Run run) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO " + schema.quoted() + ".runs (job_id, fence, process) VALUES (?, ?, ?)")) {
            insert.setObject(1, run.id().value());
            insert.setLong(2, run.fence().value());
            insert.setLong(3, ProcessHandle.current().pid());
            insert.executeUpdate();
        }
    }
}
