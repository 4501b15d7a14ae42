package io.allyourbase.jobs.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.cli.Ayb;
import io.allyourbase.jobs.cli.faults.proxy.FaultProxy;
import io.allyourbase.jobs.cli.faults.proxy.Traffic;
import io.allyourbase.jobs.cli.process.JavaProcess;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A migration whose server vanishes after the login. */
class UnansweredMigrationIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TestDatabase database = TestDatabase.empty();
    private final URI server = URI.create(TestDatabase.url().substring("jdbc:".length()));
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        proxy = FaultProxy.to(server.getPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        database.close();
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void one_that_only_looks_gives_up() throws SQLException {
        try (HikariDataSource pool = Pool.of(url(), 2)) {
            pool.getConnection().close();
            proxy.traffic(Traffic.VANISHES);

            assertThatThrownBy(Migrations.of(pool, database.schema())::migrate).isInstanceOf(QueueUnavailable.class);
        }
    }

    @Test
    void a_second_signal_ends_the_process_whatever_it_waits_for() throws SQLException, InterruptedException {
        try (Connection other = database.dataSource().getConnection();
                PreparedStatement turn =
                        other.prepareStatement("SELECT pg_advisory_lock(hashtext('ayb jobs'), hashtext(?))");
                JavaProcess ayb = serve()) {
            turn.setString(1, database.schema().value());
            turn.execute();
            ayb.awaitOutput("migration waits: ");
            Vanishing vanishing = new Vanishing();
            proxy.traffic(vanishing);
            vanishing.met.await();

            await().atMost(PATIENCE).until(() -> {
                ayb.terminate();
                return !ayb.isAlive();
            });

            assertThat(ayb.awaitExit()).as(ayb.output()).isEqualTo(143);
            assertThat(ayb.output()).contains("asked again: ending at once");
        }
    }

    private JavaProcess serve() {
        return JavaProcess.start(
                Ayb.class,
                Map.of("AYB_JOBS_ENABLED", "true", "AYB_ADMIN_TOKEN", "none", "AYB_LOG_LEVEL", "INFO"),
                List.of(
                        "serve",
                        "--port",
                        "0",
                        "--database-url",
                        url(),
                        "--schema",
                        database.schema().value()));
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + proxy.port() + server.getPath() + "?" + server.getQuery();
    }

    /** Nothing gets through, and it is known when something did not. */
    private static final class Vanishing implements Traffic {
        private final CountDownLatch met = new CountDownLatch(1);

        @Override
        public Fate fate(Direction direction) {
            met.countDown();
            return Fate.VANISHES;
        }
    }
}
