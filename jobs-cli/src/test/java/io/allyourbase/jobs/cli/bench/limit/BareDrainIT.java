package io.allyourbase.jobs.cli.bench.limit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.database.Target;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BareDrainIT {
    private static final String WAITING =
            " FROM pg_locks WHERE NOT granted AND relation = '${schema}._ayb_jobs_history'::regclass";

    @Test
    void a_client_that_fails_ends_the_drain() throws SQLException {
        try (Target target = Target.make(TestDatabase.url(), new SchemaName("ayb bare drain it"));
                Connection other = target.connect();
                Statement statement = other.createStatement()) {
            new BareCopy(target, Spread.PLAIN).insert(0, 400);
            other.setAutoCommit(false);
            statement.execute(target.sql("LOCK TABLE ${schema}._ayb_jobs_history IN SHARE MODE"));
            FutureTask<Boolean> drain = new FutureTask<>(() -> {
                new BareDrain(target, BareDrain.FEW, 100).drain(400);
                return true;
            });
            new Thread(drain).start();
            await().atMost(Duration.ofSeconds(30)).until(() -> target.number("SELECT count(*)" + WAITING) > 0);

            target.number("SELECT pg_terminate_backend(min(pid))::int" + WAITING);
            other.rollback();

            assertThatThrownBy(() -> drain.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(SQLException.class);
        }
    }
}
