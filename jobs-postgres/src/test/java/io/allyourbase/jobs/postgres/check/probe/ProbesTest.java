package io.allyourbase.jobs.postgres.check.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each ill is brought about on a real server, and is found for what it is. */
class ProbesTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final TestDatabase database = TestDatabase.migrated();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_server_that_is_new_enough_is_ok_and_an_older_one_a_problem() {
        assertThat(only(new Server(130_000)).severity()).isEqualTo(Severity.OK);
        assertThat(only(new Server(990_000)))
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.PROBLEM))
                .satisfies(finding -> assertThat(finding.what()).endsWith(" is too old"));
    }

    @Test
    void a_database_that_is_read_only_is_a_problem() {
        try (HikariDataSource readOnly = pool("SET default_transaction_read_only = on", 1)) {
            Finding finding = look(readOnly, new Server(130_000)).get(0);

            assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
            assertThat(finding.what()).endsWith(" is read only (default_transaction_read_only)");
        }
    }

    @Test
    void each_setting_that_risks_what_is_committed_is_a_warning() {
        try (HikariDataSource risky = pool("SET synchronous_commit = off", 1);
                HikariDataSource safe = pool("SET synchronous_commit = on", 1)) {
            assertThat(look(risky, new Durability()))
                    .filteredOn(finding -> finding.severity() == Severity.WARNING)
                    .extracting(Finding::what)
                    .contains("synchronous_commit is off");
            assertThat(look(safe, new Durability()))
                    .extracting(Finding::what)
                    .doesNotContain("synchronous_commit is off");
        }
    }

    @Test
    void clocks_that_are_apart_are_a_warning() {
        InstantSource clock = InstantSource.system();

        assertThat(only(new ClockSkew(clock))).satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.OK);
            assertThat(finding.what()).matches("this machine's clock and the server's agree to within \\d+ m?s");
        });
        assertThat(only(new ClockSkew(InstantSource.offset(clock, Duration.ofMinutes(5)))))
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING))
                .satisfies(finding -> assertThat(finding.what())
                        .matches("this machine's clock is [45] min ahead of the server's, give or take \\d+ m?s"));
        assertThat(only(new ClockSkew(InstantSource.offset(clock, Duration.ofHours(-3))))
                        .what())
                .contains("behind the server's");
    }

    @Test
    void a_transaction_that_holds_the_horizon_back_is_told_with_its_process_and_query() throws SQLException {
        String name = "pin " + UUID.randomUUID();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET application_name = '" + name + "'");
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("SELECT   'looking'");

            assertThat(pins(Duration.ZERO, Duration.ofDays(1), name))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                        assertThat(finding.what())
                                .matches("session pid \\d+ \\(" + name + ", user \\S+, idle in transaction\\)"
                                        + " holds the horizon back for .* by \\d+ transactions: SELECT 'looking'");
                        assertThat(finding.remedy()).matches("End it: SELECT pg_terminate_backend\\(\\d+\\)\\.");
                    });
            assertThat(pins(Duration.ZERO, Duration.ZERO, name))
                    .extracting(Finding::severity)
                    .containsExactly(Severity.PROBLEM);
            assertThat(pins(LONG, LONG, name)).isEmpty();
            connection.rollback();
        }
        assertThat(pins(Duration.ZERO, Duration.ZERO, name)).isEmpty();
    }

    @Test
    void a_prepared_transaction_that_nobody_ends_is_told() throws SQLException {
        assumeTrue(
                Integer.parseInt(database.text("SHOW max_prepared_transactions")) > 0,
                "the server allows no prepared transactions");
        String name = "forgotten " + UUID.randomUUID();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT txid_current()");
            statement.execute("PREPARE TRANSACTION '" + name + "'");
            connection.commit();
        }
        assertThat(pins(Duration.ZERO, Duration.ofDays(1), name))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.what()).startsWith("prepared transaction '" + name + "' (user ");
                    assertThat(finding.remedy()).isEqualTo("End it: ROLLBACK PREPARED '" + name + "', or commit it.");
                });
        database.execute("ROLLBACK PREPARED '" + name + "'");
        assertThat(pins(Duration.ZERO, Duration.ZERO, name)).isEmpty();
    }

    private List<Finding> pins(Duration longTime, Duration farTooLong, String name) {
        return look(new XminHorizon(longTime, farTooLong)).stream()
                .filter(finding -> finding.what().contains(name))
                .toList();
    }

    @Test
    void a_role_that_may_not_see_others_says_so() throws SQLException {
        String role = "blind " + UUID.randomUUID();
        database.execute("CREATE ROLE \"" + role + "\"; GRANT USAGE ON SCHEMA ${schema} TO \"" + role + "\"");
        try (Connection other = database.dataSource().getConnection();
                HikariDataSource blind = pool("SET ROLE \"" + role + "\"", 1)) {
            assertThat(other.isValid(60)).isTrue();
            assertThat(look(blind, new XminHorizon(LONG, LONG)))
                    .extracting(Finding::severity)
                    .contains(Severity.NOTE);
            assertThat(look(blind, new XminHorizon(LONG, LONG)))
                    .extracting(Finding::what)
                    .anyMatch(what -> what.endsWith(" sessions of other users could not be looked into"));
        } finally {
            database.execute("DROP OWNED BY \"" + role + "\"; DROP ROLE \"" + role + "\"");
        }
    }

    @Test
    void autovacuum_that_is_switched_off_is_a_problem() {
        assertThat(only(new Vacuum()).severity()).isEqualTo(Severity.OK);

        database.execute("ALTER TABLE ${schema}._ayb_jobs_keys SET (autovacuum_enabled = false)");

        assertThat(only(new Vacuum()).what())
                .matches("autovacuum is switched off for _ayb_jobs_keys: .* live rows, .* dead, 0 MiB, vacuumed never");
        assertThat(only(new Vacuum()).severity()).isEqualTo(Severity.PROBLEM);
    }

    @Test
    void dead_rows_that_nobody_removes_are_a_warning_until_they_are() {
        // Held, so that autovacuum can't run meanwhile.
        database.execute("ALTER TABLE ${schema}._ayb_jobs_keys SET (autovacuum_vacuum_threshold = 2000000000);"
                + " INSERT INTO ${schema}._ayb_jobs_keys SELECT 'mail', n::text, gen_random_uuid()"
                + " FROM generate_series(1, 60000) AS n");
        database.execute("DELETE FROM ${schema}._ayb_jobs_keys");

        await().until(() -> only(new Vacuum()).severity() == Severity.WARNING);
        assertThat(only(new Vacuum()).what()).startsWith("vacuum does not keep up with _ayb_jobs_keys: ");

        await().until(() -> {
            // It leaves what somebody still sees, such as an autovacuum that analyzes another table.
            database.execute("VACUUM ${schema}._ayb_jobs_keys");
            return only(new Vacuum()).severity() == Severity.OK;
        });
    }

    @Test
    void few_free_connections_are_a_warning_and_nearly_none_a_problem() {
        assertThat(look(new Connections())).extracting(Finding::severity).containsOnly(Severity.OK);
        assertThat(Connections.used("x", 81, 100).severity()).isEqualTo(Severity.WARNING);
        assertThat(Connections.used("x", 96, 100).severity()).isEqualTo(Severity.PROBLEM);
    }

    @Test
    void more_handlers_than_connections_are_a_note() {
        worker("{default}", "{mail}", 10_000);

        assertThat(look(new Connections()))
                .extracting(Finding::what)
                .anyMatch(what -> what.startsWith("10000 handlers may run at once, but the server has "));
    }

    @Test
    void a_pool_too_small_for_a_worker_is_told() {
        try (HikariDataSource one = pool("SELECT 1", 1);
                HikariDataSource two = pool("SELECT 1", 2)) {
            assertThat(HostPool.of(one))
                    .hasValueSatisfying(found -> assertThat(found.severity()).isEqualTo(Severity.PROBLEM));
            assertThat(HostPool.of(two))
                    .hasValueSatisfying(found -> assertThat(found.severity()).isEqualTo(Severity.WARNING));
            assertThat(HostPool.of(database.dataSource()))
                    .hasValueSatisfying(found -> assertThat(found.severity()).isEqualTo(Severity.OK));
        }
    }

    @Test
    void no_live_worker_is_a_warning() {
        assertThat(only(new Workers(LONG)).what()).isEqualTo("no worker is live");

        worker("{default}", "{mail}", 4);
        assertThat(only(new Workers(LONG))).isEqualTo(Finding.ok("workers", "1 live, for 4 jobs at once"));

        database.execute("UPDATE ${schema}._ayb_jobs_workers SET seen_at = now() - interval '31 s'");
        assertThat(only(new Workers(LONG)).severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void due_jobs_that_no_worker_takes_are_a_problem_once_they_wait() {
        worker("{default}", "{mail}", 4);
        job("default", "mail", "-2 min");
        job("default", "fax", "-2 min");
        job("urgent", "mail", "-2 s");
        job("later", "fax", "1 h");

        List<Finding> findings = look(new Workers(LONG));

        assertThat(findings)
                .extracting(Finding::severity)
                .containsExactly(Severity.OK, Severity.PROBLEM, Severity.NOTE);
        assertThat(findings.get(1).what())
                .isEqualTo(
                        "1 job of type \"fax\" in queue \"default\" due for up to 2 min, and no live worker takes them");
        assertThat(findings.get(2).examples()).containsExactly("urgent/mail");
    }

    @Test
    void schedules_that_do_not_fire_are_problems() {
        schedule("fine", "@daily", "true, now() + interval '1 h', NULL");
        schedule("off", "@daily", "false, NULL, NULL");
        assertThat(only(new DueSchedules(LONG))).isEqualTo(Finding.ok("schedules", "2 schedules, none late"));

        schedule("ill", "@daily", "false, NULL, 'invalid timezone'");
        schedule("late", "@daily", "true, now() - interval '2 min', NULL");
        schedule("never", "0 0 30 2 *", "true, now() + interval '1 h', NULL");
        schedule("none", "@daily", "true, NULL, NULL");

        assertThat(look(new DueSchedules(LONG)))
                .allMatch(finding -> finding.severity() == Severity.PROBLEM)
                .extracting(Finding::what)
                .satisfiesExactly(
                        ill -> assertThat(ill).isEqualTo("schedule \"ill\" was disabled: invalid timezone"),
                        late -> assertThat(late).isEqualTo("schedule \"late\" should have fired 2 min ago"),
                        never -> assertThat(never)
                                .startsWith("schedule \"never\" is enabled, but invalid cron expression: "),
                        none -> assertThat(none).isEqualTo("schedule \"none\" is enabled, but has no next time"));
    }

    private void worker(String queues, String types, int concurrency) {
        database.execute("INSERT INTO ${schema}._ayb_jobs_workers VALUES ('w', '" + queues + "', '" + types + "', "
                + concurrency + ", now(), now())");
    }

    private void job(String queue, String type, String due) {
        database.execute("""
                INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts, max_attempts,
                    fence, created_at, updated_at)
                VALUES (gen_random_uuid(), '%s', '%s', 5, '{}', 'queued', now() + interval '%s', 0, 4, 0, now(), now())
                """.formatted(type, queue, due));
    }

    private void schedule(String name, String cron, String state) {
        database.execute("""
                INSERT INTO ${schema}._ayb_schedules (id, name, job_type, payload, cron_expr, timezone, max_attempts, catch_up,
                    overlap, version, created_at, updated_at, enabled, next_run_at, problem)
                VALUES (gen_random_uuid(), '%s', 'mail', '{}', '%s', 'UTC', 4, 'once', 'allow', 1, now(), now(), %s)
                """.formatted(name, cron, state));
    }

    private static HikariDataSource pool(String initialization, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestDatabase.url());
        config.setMaximumPoolSize(size);
        config.setConnectionInitSql(initialization);
        return new HikariDataSource(config);
    }

    private Finding only(Probe probe) {
        List<Finding> findings = look(probe);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private List<Finding> look(Probe probe) {
        return look(database.dataSource(), probe);
    }

    private List<Finding> look(DataSource dataSource, Probe probe) {
        return new Database(dataSource, database.schema()).transaction(Database.Mode.SURVEY, probe::look);
    }
}
