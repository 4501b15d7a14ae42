package io.allyourbase.jobs.cli.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.cli.faults.proxy.FaultProxy;
import io.allyourbase.jobs.cli.faults.proxy.Traffic;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection whose server vanishes while it logs in: the pools that are ours give it up, and make another. */
class UnansweredLoginIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TestDatabase database = TestDatabase.migrated();
    private final URI server = URI.create(TestDatabase.url().substring("jdbc:".length()));
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        proxy = FaultProxy.to(server.getPort());
        proxy.traffic(Traffic.VANISHES);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        database.close();
    }

    @Test
    void the_command_s_pool_goes_on() {
        try (HikariDataSource pool = Pool.of(url(), 2)) {
            assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);

            proxy.traffic(Traffic.PASSES);

            await().atMost(PATIENCE).ignoreExceptions().until(() -> isThere(pool));
        }
    }

    @Test
    void the_library_s_own_pool_goes_on() {
        JobDefinition<String> mail = JobDefinition.of("mail", String.class);
        try (PostgresJobs jobs =
                PostgresJobs.builder(url()).schema(database.schema()).build()) {
            assertThatThrownBy(() -> jobs.enqueue(mail, "lost")).isInstanceOf(QueueUnavailable.class);

            proxy.traffic(Traffic.PASSES);

            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> jobs.enqueue(mail, "there") instanceof Enqueued.Created);
        }
    }

    private static boolean isThere(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(1);
        }
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + proxy.port() + server.getPath() + "?" + server.getQuery();
    }
}
