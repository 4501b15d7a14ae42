package io.allyourbase.jobs.postgres.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.PermanentFailure;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final JobDefinition<Integer> NUMBER = JobDefinition.of("number", Integer.class);
    private static final int BATCHES = 40;
    private static final int BATCH = 250;

    private final TestDatabase database = TestDatabase.migrated();

    @AfterEach
    void close() {
        database.close();
    }

    /** Jobs come, run, fail, are retried and end, and retention sweeps, between and during the looks. */
    @Test
    void it_is_right_while_workers_work() {
        List<Finding> found = new ArrayList<>();
        try (PostgresJobs one = worker();
                PostgresJobs two = worker()) {
            one.start();
            two.start();
            for (int batch = 0; batch < BATCHES; batch++) {
                one.enqueueAll(NUMBER, IntStream.range(0, BATCH).boxed().toList());
                int key = batch / 2;
                two.enqueue(NUMBER, 1, job -> job.idempotencyKey("key " + key));
                two.store().work().retention().sweep(Duration.ofDays(1));
                found.addAll(verification().run());
            }
            await().atMost(Duration.ofMinutes(5)).until(() -> {
                found.addAll(verification().run());
                return one.store().stats().stats().queued()
                                + one.store().stats().stats().running()
                        == 0;
            });
        }
        found.addAll(verification().run());

        assertThat(found).isEmpty();
        assertThat(database.text("SELECT count(*) FROM ${schema}._ayb_jobs_history"))
                .isEqualTo(Integer.toString(BATCHES * BATCH + BATCHES / 2));
    }

    private PostgresJobs worker() {
        return PostgresJobs.builder(database.dataSource())
                .schema(database.schema())
                .handle(NUMBER, (number, run) -> {
                    if (number % 50 == 0) {
                        throw new PermanentFailure("as the test says");
                    }
                })
                .build();
    }

    @Test
    void tables_of_another_version_are_a_finding_and_no_more_is_looked_at() {
        database.execute("INSERT INTO ${schema}._ayb_jobs_schema (version, serves) VALUES (99, 98)");

        assertThat(verification().run()).extracting(Finding::check).containsExactly("schema-version");
    }

    @Test
    void where_columns_are_missing_rows_are_not_looked_at() {
        database.execute("ALTER TABLE ${schema}._ayb_jobs DROP COLUMN fence CASCADE");

        assertThat(verification().run())
                .extracting(Finding::check)
                .containsExactly("schema-missing", "schema-missing", "rows");
    }

    @Test
    void a_user_who_may_only_read_can_verify_and_one_who_may_not_is_told() {
        String reader = "reader " + UUID.randomUUID();
        database.execute("CREATE ROLE \"" + reader + "\" LOGIN; GRANT USAGE ON SCHEMA ${schema} TO \"" + reader + "\"");
        try (HikariDataSource pool = poolOf(reader)) {
            Verification verification = Verification.of(pool, database.schema());
            assertThatThrownBy(verification::run)
                    .isInstanceOf(JobsException.class)
                    .hasMessageStartingWith("the database user lacks a right: permission denied for");

            database.execute("GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO \"" + reader + "\"");
            assertThat(verification.run()).isEmpty();
        } finally {
            database.execute("DROP OWNED BY \"" + reader + "\"; DROP ROLE \"" + reader + "\"");
        }
    }

    private static HikariDataSource poolOf(String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestDatabase.url().replaceAll("[?&]user=[^&]*", "?"));
        config.setUsername(user);
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    @Test
    void a_database_that_is_away_is_no_finding() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/none");
        config.setConnectionTimeout(Duration.ofSeconds(1).toMillis());
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource away = new HikariDataSource(config)) {
            assertThatThrownBy(() -> Verification.of(away, database.schema()).run())
                    .isInstanceOf(QueueUnavailable.class);
        }
    }

    private Verification verification() {
        return Verification.of(database.dataSource(), database.schema());
    }
}
