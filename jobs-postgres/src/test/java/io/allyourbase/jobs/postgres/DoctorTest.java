package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.postgres.check.Doctor;
import io.allyourbase.jobs.postgres.check.Verification;
import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.testing.PgBouncer;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private static final JobDefinition<Integer> NUMBER = JobDefinition.of("number", Integer.class);

    private final TestDatabase database = TestDatabase.migrated();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_queue_at_work_has_no_problem() {
        try (PostgresJobs jobs = jobs().start()) {
            jobs.enqueueAll(NUMBER, IntStream.range(0, 5_000).boxed().toList());
            await().until(() -> find("workers").severity() == Severity.OK);

            assertThat(doctor().run())
                    .noneMatch(finding -> finding.isAtLeast(Severity.PROBLEM))
                    .extracting(Finding::check)
                    .contains("server", "durability", "clock", "xmin-horizon", "listen", "pool", "plans", "vacuum")
                    .contains("connections", "workers", "schedules");
            await().until(() -> find("listen").equals(Finding.ok("listen", "LISTEN and NOTIFY work")));
        }
    }

    @Test
    void tables_of_another_version_are_a_problem_and_the_server_is_looked_at_all_the_same() {
        database.execute("INSERT INTO ${schema}._ayb_jobs_schema (version, serves) VALUES (99, 98)");

        assertThat(find("schema-version").severity()).isEqualTo(Severity.PROBLEM);
        assertThat(find("server").severity()).isEqualTo(Severity.OK);
    }

    @Test
    void what_a_role_without_rights_may_not_see_is_a_note() {
        String role = "blind " + UUID.randomUUID();
        database.execute("CREATE ROLE \"" + role + "\"; GRANT USAGE ON SCHEMA ${schema} TO \"" + role + "\"");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestDatabase.url());
        config.setMaximumPoolSize(5);
        config.setConnectionInitSql("SET ROLE \"" + role + "\"");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            List<Finding> findings = Doctor.of(pool, database.schema()).run();

            assertThat(findings).noneMatch(finding -> finding.isAtLeast(Severity.PROBLEM));
            assertThat(findings)
                    .filteredOn(finding -> finding.what().startsWith("could not be looked at: "))
                    .allMatch(finding -> finding.severity() == Severity.NOTE)
                    .extracting(Finding::check)
                    .contains("plans", "workers", "schedules");
        } finally {
            database.execute("DROP OWNED BY \"" + role + "\"; DROP ROLE \"" + role + "\"");
        }
    }

    @Test
    void what_is_locked_is_a_problem() throws SQLException {
        try (Connection holder = database.dataSource().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE " + database.schema().quoted() + "._ayb_jobs");

            Finding plans = find("plans");

            holder.rollback();
            assertThat(plans.severity()).isEqualTo(Severity.PROBLEM);
            assertThat(plans.what()).startsWith("could not be looked at in time: locked, or too slow (");
        }
        assertThat(find("plans").severity()).isEqualTo(Severity.OK);
    }

    @Test
    void behind_a_pooler_in_transaction_mode_it_says_polling_only_and_looks_at_the_rest() {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(5);
        try (PgBouncer pooler = PgBouncer.started()) {
            config.setJdbcUrl(pooler.url());
            try (HikariDataSource pool = new HikariDataSource(config)) {
                List<Finding> findings = Doctor.of(pool, database.schema()).run();

                assertThat(findings)
                        .filteredOn(finding -> finding.check().equals("listen"))
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE))
                        .satisfies(finding ->
                                assertThat(finding.what()).startsWith("polling only: a pooler in transaction mode"));
                assertThat(findings).noneMatch(finding -> finding.what().startsWith("could not be looked at"));
                assertThat(Verification.of(pool, database.schema()).run()).isEmpty();
            }
        }
    }

    @Test
    void a_database_that_is_away_can_t_be_looked_at() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/none");
        config.setConnectionTimeout(1_000);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource away = new HikariDataSource(config)) {
            assertThatThrownBy(() -> Doctor.of(away, database.schema()).run()).isInstanceOf(QueueUnavailable.class);
        }
    }

    private PostgresJobs jobs() {
        return PostgresJobs.builder(database.dataSource())
                .schema(database.schema())
                .handle(NUMBER, (number, run) -> {})
                .build();
    }

    private Finding find(String check) {
        return doctor().run().stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private Doctor doctor() {
        return Doctor.of(database.dataSource(), database.schema());
    }
}
