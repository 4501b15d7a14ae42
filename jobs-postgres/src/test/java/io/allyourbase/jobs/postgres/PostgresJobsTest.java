package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.ConfigKey;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.enqueue.Enqueuer;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.host.Health;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Schedules;
import io.allyourbase.jobs.postgres.cleanup.BuiltInJobs;
import io.allyourbase.jobs.postgres.cleanup.DefaultSchedules;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import io.allyourbase.jobs.schedule.Schedule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresJobsTest {
    private record Mail(String to, int copies) {}

    private static final JobDefinition<Mail> MAIL = JobDefinition.of("mail", Mail.class);

    private final TestDatabase database = TestDatabase.empty();
    private final ConcurrentLinkedQueue<Mail> sent = new ConcurrentLinkedQueue<>();
    private PostgresJobs jobs = builder().build();

    @AfterEach
    void close() {
        jobs.close();
        database.close();
    }

    @Test
    void a_typed_job_is_enqueued_and_run() {
        jobs = builder().handle(MAIL, (mail, run) -> sent.add(mail)).build().start();

        Enqueued job = jobs.enqueue(MAIL, new Mail("ada", 2));

        assertThat(ended(job.id()).state()).isEqualTo(JobState.COMPLETED);
        assertThat(sent).containsExactly(new Mail("ada", 2));
    }

    @Test
    void its_health_says_what_is_wrong() {
        assertThat(jobs.health().schema())
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("are missing, but this program needs version"));

        jobs = builder().handle(MAIL, (mail, run) -> sent.add(mail)).build().start();
        assertThat(jobs.health()).isEqualTo(Health.GOOD);

        database.execute("INSERT INTO ${schema}._ayb_jobs_schema (version, serves) VALUES (99, 98)");
        assertThat(jobs.health().schema())
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains("have version 99, which serves programs of version 98 and newer"));

        jobs.close();
        assertThat(jobs.health().engine()).isPresent();
    }

    @Test
    void its_health_tells_a_database_that_is_away() {
        try (PostgresJobs away = PostgresJobs.builder("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1")
                .build()) {
            assertThat(away.health().database())
                    .hasValueSatisfying(problem -> assertThat(problem).startsWith("the database is not available"));
        }
    }

    @Test
    void options_delay_a_job_and_name_it_by_a_key() {
        jobs = builder().build().start();

        Enqueued first = jobs.enqueue(
                MAIL, new Mail("ada", 1), job -> job.delay(Duration.ofHours(1)).idempotencyKey("order-7"));
        Enqueued again = jobs.enqueue(MAIL, new Mail("ada", 1), job -> job.idempotencyKey("order-7"));

        assertThat(again).isEqualTo(new Enqueued.Duplicate(first.id()));
        assertThat(find(first.id()).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void who_is_given_an_enqueuer_need_not_know_whether_it_belongs_to_a_transaction() throws SQLException {
        jobs = builder().build().start();

        JobId kept = welcome(jobs);
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            JobId gone = welcome(jobs.in(connection));
            connection.rollback();

            assertThat(jobs.store().admin().find(gone)).isEmpty();
        }
        assertThat(find(kept).attempts().max()).isEqualTo(4);
    }

    private static JobId welcome(Enqueuer any) {
        return any.enqueue(MAIL, new Mail("ada", 1)).id();
    }

    @Test
    void a_job_commits_and_rolls_back_with_the_callers_transaction() throws SQLException {
        jobs = builder().handle(MAIL, (mail, run) -> sent.add(mail)).build().start();

        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            JobId gone = jobs.in(connection).enqueue(MAIL, new Mail("gone", 1)).id();
            connection.rollback();
            List<Enqueued> kept = jobs.in(connection).enqueueAll(MAIL, List.of(new Mail("ada", 1), new Mail("bob", 1)));
            assertThat(jobs.store().admin().find(kept.get(0).id())).isEmpty();
            connection.commit();

            kept.forEach(job -> ended(job.id()));
            assertThat(jobs.store().admin().find(gone)).isEmpty();
        }
        assertThat(sent).extracting(Mail::to).containsExactlyInAnyOrder("ada", "bob");
    }

    @Test
    void a_connection_without_a_transaction_is_refused() throws SQLException {
        jobs = builder().build().start();

        try (Connection connection = database.dataSource().getConnection()) {
            assertThatThrownBy(() -> jobs.in(connection).enqueue(MAIL, new Mail("ada", 1)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessage("connection is in autocommit mode; it must be in a transaction");
        }
    }

    @Test
    void an_impossible_payload_is_refused_in_one_line() {
        jobs = builder().build().start();

        assertThatThrownBy(() -> jobs.enqueue(MAIL, new Mail("a\0b", 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("payload ")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> jobs.enqueue(MAIL, new Mail("x".repeat(1 << 20), 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("payload must be at most 1048576 bytes of JSON");
        assertThat(jobs.store().stats().stats().queued()).isZero();
    }

    @Test
    void the_built_in_jobs_remove_what_has_expired_and_report_it() {
        createHostTables();
        jobs = startBuiltInJobs();

        assertThat(report(jobs.enqueue(BuiltInJobs.SESSIONS, Map.of())))
                .isEqualTo("rows removed: 12000 from _ayb_sessions");
        assertThat(report(jobs.enqueue(BuiltInJobs.DELIVERIES, new BuiltInJobs.DeliveryRetention(24L))))
                .isEqualTo("rows removed: 7 from _ayb_webhook_deliveries");
        assertThat(report(jobs.enqueue(BuiltInJobs.OAUTH, Map.of())))
                .isEqualTo("rows removed: 5 from _ayb_oauth_tokens, 3 from _ayb_oauth_authorization_codes");
    }

    @Test
    void a_missing_host_table_is_a_clear_job_error() {
        createHostTables();
        jobs = startBuiltInJobs();

        Job job = ended(jobs.enqueue(BuiltInJobs.AUTH, Map.of()).id());

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.lastError().orElseThrow())
                .contains("the host's table _ayb_password_resets does not exist; "
                        + "rows removed: 2 from _ayb_magic_links");
    }

    @Test
    void the_default_schedules_are_there_once_jobs_are_enabled() {
        jobs = builder().withBuiltInJobs().build().start();

        assertThat(jobs.store().schedules().list())
                .extracting(Schedule::name)
                .containsExactly(
                        "expired_auth_cleanup_daily",
                        "expired_oauth_cleanup_daily",
                        "session_cleanup_hourly",
                        "webhook_delivery_prune_daily");
    }

    @Test
    void with_jobs_disabled_nothing_starts_but_the_legacy_timer() {
        createHostTables();
        jobs = builder().withBuiltInJobs().config(JobsConfig.DEFAULT).build().start();

        // A week is kept: of the old deliveries only those of ten days ago go.
        await().until(() -> count("_ayb_webhook_deliveries") == 7);
        assertThat(count("_ayb_sessions")).isEqualTo(12_010);
        assertThat(database.text("SELECT to_regclass('_ayb_jobs') IS NULL")).isEqualTo("t");
    }

    @Test
    void without_the_scheduler_the_legacy_timer_prunes_too() {
        createHostTables();
        JobsConfig config = JobsConfig.DEFAULT.with(ConfigKey.ENABLED, "1").with(ConfigKey.SCHEDULER_ENABLED, "false");
        jobs = builder().withBuiltInJobs().config(config).build().start();

        await().until(() -> count("_ayb_webhook_deliveries") == 7);
    }

    /** Without their schedules, which at a full hour would be first to remove anything. */
    private PostgresJobs startBuiltInJobs() {
        Migrations.of(database.dataSource(), database.schema()).migrate();
        PostgresJobs built = builder().withBuiltInJobs().build();
        Schedules schedules = built.store().schedules();
        schedules.seed(DefaultSchedules.of(1));
        schedules.list().forEach(schedule -> schedules.delete(schedule.id()));
        return built.start();
    }

    private void createHostTables() {
        database.execute("""
                CREATE SCHEMA ${schema};
                SET search_path TO ${schema};
                CREATE TABLE _ayb_sessions (expires_at timestamptz);
                CREATE TABLE _ayb_webhook_deliveries (delivered_at timestamptz);
                CREATE TABLE _ayb_oauth_tokens (expires_at timestamptz, revoked_at timestamptz);
                CREATE TABLE _ayb_oauth_authorization_codes (expires_at timestamptz, used_at timestamptz);
                CREATE TABLE _ayb_magic_links (expires_at timestamptz);
                INSERT INTO _ayb_sessions SELECT now() - interval '1 s' FROM generate_series(1, 12000);
                INSERT INTO _ayb_sessions SELECT now() + interval '1 h' FROM generate_series(1, 10);
                INSERT INTO _ayb_webhook_deliveries SELECT now() - interval '3 d' FROM generate_series(1, 4);
                INSERT INTO _ayb_webhook_deliveries SELECT now() - interval '10 d' FROM generate_series(1, 3);
                INSERT INTO _ayb_webhook_deliveries SELECT now() - interval '3 h' FROM generate_series(1, 3);
                INSERT INTO _ayb_oauth_tokens VALUES (now() - interval '2 d', NULL), (now() - interval '2 h', NULL);
                INSERT INTO _ayb_oauth_tokens
                SELECT now() + interval '1 d', now() - interval '2 d' FROM generate_series(1, 4);
                INSERT INTO _ayb_oauth_authorization_codes VALUES (now() - interval '1 s', NULL),
                    (now() - interval '2 d', NULL), (now() + interval '1 d', now() - interval '2 d'),
                    (now() + interval '1 d', now());
                INSERT INTO _ayb_magic_links VALUES (now() - interval '1 s'), (now() - interval '1 d'), (now() + '1 h')
                """);
    }

    private long count(String table) {
        return Long.parseLong(database.text("SELECT count(*) FROM " + table));
    }

    private String report(Enqueued job) {
        return ended(job.id()).report().orElseThrow();
    }

    private Job find(JobId id) {
        return jobs.store().admin().find(id).orElseThrow();
    }

    private Job ended(JobId id) {
        await().until(() -> find(id).state().terminal());
        return find(id);
    }

    private PostgresJobsBuilder builder() {
        return PostgresJobs.builder(database.dataSource()).schema(database.schema());
    }
}
