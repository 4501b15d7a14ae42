package io.allyourbase.jobs.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.cli.server.Pool;
import io.allyourbase.jobs.config.ConfigKey;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that goes away under load, for 20 seconds, and comes back. */
class DatabaseOutageIT {
    private static final JobDefinition<Integer> WORK = JobDefinition.of("work", Integer.class);
    private static final int JOBS = 20_000;

    @TempDir
    private Path directory;

    @Test
    void the_engine_goes_on_by_itself_and_nothing_is_lost() throws IOException {
        int port = freePort();
        EmbeddedPostgres server = start(port);
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        try (HikariDataSource pool = Pool.of(server.getJdbcUrl("postgres", "postgres"), 10);
                PostgresJobs jobs = PostgresJobs.builder(pool)
                        .config(JobsConfig.DEFAULT
                                .with(ConfigKey.ENABLED, "true")
                                .with(ConfigKey.LEASE_DURATION_S, "10"))
                        .handle(WORK, (number, run) -> done.add(number))
                        .build()
                        .start()) {
            List<Enqueued> enqueued =
                    jobs.enqueueAll(WORK, IntStream.range(0, JOBS).boxed().toList());
            await().atMost(Duration.ofMinutes(1)).until(() -> done.size() > 500);

            server.close();
            await().pollDelay(Duration.ofSeconds(20))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> true);
            server = start(port);

            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> jobs.store().stats().stats().completed() == JOBS);
            assertThat(enqueued).hasSize(JOBS);
            assertThat(done).hasSize(JOBS);
            assertThat(jobs.store().stats().stats().failed()).isZero();
        } finally {
            server.close();
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
