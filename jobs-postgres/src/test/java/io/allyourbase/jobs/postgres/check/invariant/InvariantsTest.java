package io.allyourbase.jobs.postgres.check.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault is made by hand in tables that are right, and is found for what it is. */
class InvariantsTest {
    private static final String QUEUED = "00000000-0000-7000-8000-000000000001";
    private static final String RUNNING = "00000000-0000-7000-8000-000000000002";
    private static final String COMPLETED = "00000000-0000-7000-8000-000000000003";
    private static final String SCHEDULE = "00000000-0000-7000-8000-0000000000aa";

    private final TestDatabase database = TestDatabase.migrated();

    @BeforeEach
    void fill() {
        database.execute("""
                INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts, max_attempts,
                    fence, created_at, updated_at, worker_id, lease_until, last_run_at, idempotency_key, schedule_id, fire_time)
                VALUES ('%s', 'mail', 'default', 5, '{}', 'queued', now(), 0, 4, 0, now(), now(), NULL, NULL, NULL, 'q', NULL, NULL),
                       ('%s', 'mail', 'default', 5, '{}', 'running', now(), 4, 4, 4, now(), now(), 'w', now() + interval '5 min',
                        now(), NULL, '%s', '2026-01-01T00:00Z');
                INSERT INTO ${schema}._ayb_jobs_history (id, type, queue, priority, payload, state, run_at, attempts, max_attempts,
                    fence, created_at, updated_at, idempotency_key, schedule_id, fire_time, failed_runs, finished_at)
                VALUES ('%s', 'mail', 'default', 5, '{}', 'completed', now(), 1, 4, 1, now(), now(), 'c', '%s',
                        '2026-01-02T00:00Z', '[]', now());
                INSERT INTO ${schema}._ayb_jobs_keys VALUES ('mail', 'q', '%s'), ('mail', 'c', '%s');
                INSERT INTO ${schema}._ayb_jobs_tally VALUES ((now() AT TIME ZONE 'UTC')::date, 'completed', 3),
                    ((now() AT TIME ZONE 'UTC')::date, 'completed', -2)
                """.formatted(QUEUED, RUNNING, SCHEDULE, COMPLETED, SCHEDULE, QUEUED, COMPLETED));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tables_that_are_right_break_nothing() {
        assertThat(findings(Scope.DEFAULT)).isEmpty();
        assertThat(findings(Scope.DEFAULT.days(1))).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                QUEUED + " | state = 'completed' | ended-among-unfinished",
                QUEUED + " | state = 'sleeping' | unknown-state",
                RUNNING + " | lease_until = NULL | running-without-owner",
                RUNNING + " | worker_id = NULL | running-without-owner",
                RUNNING + " | last_run_at = NULL | running-without-owner",
                QUEUED + " | lease_until = now() | queued-with-lease",
                RUNNING + " | lease_until = now() - interval '61 s' | lease-expired",
                RUNNING + " | lease_until = now() + interval '26 h' | lease-too-long",
                QUEUED + " | attempts = 4, fence = 4 | attempts-out-of-bounds",
                QUEUED + " | attempts = -1 | attempts-out-of-bounds",
                QUEUED + " | attempts = 1 | attempts-out-of-bounds",
                QUEUED + " | max_attempts = 1001 | attempts-out-of-bounds",
                RUNNING + " | attempts = 0 | attempts-out-of-bounds",
                RUNNING + " | attempts = 5, fence = 5 | attempts-out-of-bounds",
                QUEUED + " | priority = 0 | value-out-of-bounds",
                QUEUED + " | queue = '' | value-out-of-bounds",
                QUEUED + " | queue = repeat('q', 101) | value-out-of-bounds",
                QUEUED + " | run_at = 'infinity' | value-out-of-bounds",
                QUEUED + " | fire_time = now() | value-out-of-bounds",
                QUEUED + " | failed_runs = '{}' | value-out-of-bounds"
            })
    void a_wrong_row_of_an_unfinished_job_is_found(String id, String change, String check) {
        database.execute("UPDATE ${schema}._ayb_jobs SET " + change + " WHERE id = '" + id + "'");

        assertFound(check, id);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "attempts = 0 | attempts-out-of-bounds-in-history",
                "attempts = 5, fence = 5 | attempts-out-of-bounds-in-history",
                "fence = 0 | attempts-out-of-bounds-in-history",
                "priority = 10 | value-out-of-bounds-in-history",
                "run_at = '-infinity' | value-out-of-bounds-in-history",
                "failed_runs = '1' | value-out-of-bounds-in-history"
            })
    void a_wrong_row_of_a_finished_job_is_found(String change, String check) {
        database.execute("UPDATE ${schema}._ayb_jobs_history SET " + change);

        assertFound(check, COMPLETED);
    }

    @ParameterizedTest
    @CsvSource({"queued, unfinished-in-history", "running, unfinished-in-history", "done, unknown-state-in-history"})
    void a_finished_job_in_another_state_is_found_and_its_tally_too(String state, String check) {
        database.execute("UPDATE ${schema}._ayb_jobs_history SET state = '" + state + "'");

        assertThat(findings(Scope.DEFAULT)).extracting(Finding::check).containsExactly(check, "tally-disagrees");
    }

    @Test
    void a_job_in_both_places_is_found() {
        database.execute("UPDATE ${schema}._ayb_jobs SET id = '" + COMPLETED + "' WHERE id = '" + RUNNING + "'");

        assertFound("in-both-places", COMPLETED);
    }

    @Test
    void a_job_that_is_twice_in_the_history_is_found() {
        database.execute("""
                CREATE TEMP TABLE again AS SELECT * FROM ${schema}._ayb_jobs_history;
                UPDATE again SET finished_at = finished_at + interval '1 microsecond';
                INSERT INTO ${schema}._ayb_jobs_history SELECT * FROM again;
                DROP TABLE again;
                UPDATE ${schema}._ayb_jobs_tally SET n = 4 WHERE n = 3
                """);

        assertFound("twice-in-history", COMPLETED);
    }

    @Test
    void a_fire_time_of_two_jobs_is_found_also_across_both_places() {
        database.execute("UPDATE ${schema}._ayb_jobs_history SET fire_time = '2026-01-01T00:00Z'");

        assertFound("fire-time-twice", COMPLETED);
    }

    @Test
    void a_key_whose_job_is_nowhere_is_found() {
        database.execute("UPDATE ${schema}._ayb_jobs SET idempotency_key = NULL WHERE id = '" + QUEUED + "'");

        assertFound("key-without-job", QUEUED);
    }

    /** They go batch by batch, after the jobs. */
    @Test
    void keys_of_a_day_that_leaves_are_not_taken_for_lone_ones() {
        database.execute("CREATE TABLE ${schema}._ayb_jobs_history_leaving (LIKE ${schema}._ayb_jobs_history);"
                + " INSERT INTO ${schema}._ayb_jobs_keys VALUES ('mail', 'old', gen_random_uuid())");
        assertThat(findings(Scope.DEFAULT)).isEmpty();

        database.execute("DROP TABLE ${schema}._ayb_jobs_history_leaving");
        assertThat(findings(Scope.DEFAULT)).extracting(Finding::check).containsExactly("key-without-job");
    }

    @Test
    void a_job_whose_key_is_missing_or_another_s_is_found() {
        database.execute("DELETE FROM ${schema}._ayb_jobs_keys WHERE idempotency_key = 'q'");
        assertFound("key-not-its-own", QUEUED);

        database.execute("INSERT INTO ${schema}._ayb_jobs_keys VALUES ('mail', 'q', '" + COMPLETED + "')");
        assertThat(findings(Scope.DEFAULT))
                .extracting(Finding::check)
                .containsExactly("key-not-its-own", "key-without-job");
    }

    /** Retention has taken the keys of the day that it drops next. */
    @Test
    void keys_that_retention_took_are_not_missed() {
        partition(today().minusDays(31));
        partition(today().minusDays(30));
        finish(today().minusDays(31));
        assertThat(findings(Scope.DEFAULT)).isEmpty();

        database.execute("UPDATE ${schema}._ayb_jobs_history SET finished_at = finished_at + interval '1 day'"
                + " WHERE finished_at < now() - interval '2 days';"
                + " UPDATE ${schema}._ayb_jobs_tally SET day = day + 1 WHERE day < current_date - 2");
        assertThat(findings(Scope.DEFAULT)).extracting(Finding::check).containsExactly("key-not-its-own");
        assertThat(findings(Scope.DEFAULT.days(30))).isEmpty();
    }

    @Test
    void a_tally_that_disagrees_is_found_with_its_day() {
        database.execute("INSERT INTO ${schema}._ayb_jobs_tally VALUES (DATE '2026-01-01', 'failed', 2)");

        Finding finding = assertFound("tally-disagrees", "2026-01-01 failed: tally 2, history 0");
        assertThat(finding.count()).isEqualTo(1);
        assertThat(findings(Scope.DEFAULT.days(1))).isEmpty();
    }

    @Test
    void missing_partitions_are_found() {
        String tomorrow = Partitions.name(today().plusDays(1));
        database.execute("ALTER TABLE ${schema}._ayb_jobs_history DETACH PARTITION ${schema}." + tomorrow);

        assertFound("partition-missing", tomorrow);
    }

    @Test
    void a_partition_that_is_not_for_one_day_is_found() {
        database.execute(
                "CREATE TABLE ${schema}._ayb_jobs_history_rest PARTITION OF ${schema}._ayb_jobs_history DEFAULT");

        assertFound("partition-odd", "_ayb_jobs_history_rest");
    }

    @Test
    void an_invalid_index_is_found_of_a_partitioned_table_too() {
        database.execute("""
                DROP INDEX ${schema}._ayb_jobs_history_id;
                CREATE INDEX _ayb_jobs_history_id ON ONLY ${schema}._ayb_jobs_history (id)
                """);

        assertFound("index-invalid", "_ayb_jobs_history_id");
    }

    @Test
    void many_of_a_kind_are_counted_and_a_few_named() {
        database.execute("""
                INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts, max_attempts,
                    fence, created_at, updated_at, lease_until)
                SELECT gen_random_uuid(), 'mail', 'default', 5, '{}', 'queued', now(), 0, 4, 0, now(), now(), now()
                FROM generate_series(1, 7)
                """);

        assertThat(findings(Scope.DEFAULT)).singleElement().satisfies(finding -> {
            assertThat(finding.what()).isEqualTo("7 jobs queued, with a lease");
            assertThat(finding.count()).isEqualTo(7);
            assertThat(finding.examples()).hasSize(5).isSorted();
        });
    }

    @Test
    void how_long_recovery_may_take_can_be_told() {
        database.execute(
                "UPDATE ${schema}._ayb_jobs SET lease_until = now() - interval '2 min' WHERE state = 'running'");

        assertThat(findings(Scope.DEFAULT.recoveryBound(Duration.ofMinutes(5)))).isEmpty();
    }

    @Test
    void a_scope_that_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> Scope.DEFAULT.days(0))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("days 0 is not allowed; must be from 1 to 36500");
        assertThatThrownBy(() -> Scope.DEFAULT.timeout(Duration.ZERO)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Scope.DEFAULT.recoveryBound(Duration.ofSeconds(-1)))
                .isInstanceOf(InvalidInput.class);
    }

    private void partition(LocalDate day) {
        database.execute("CREATE TABLE ${schema}." + Partitions.name(day) + " PARTITION OF ${schema}._ayb_jobs_history"
                + " FOR VALUES FROM ('" + day + " 00:00Z') TO ('" + day.plusDays(1) + " 00:00Z')");
    }

    /** A job with a key that no row names. */
    private void finish(LocalDate day) {
        database.execute("""
                INSERT INTO ${schema}._ayb_jobs_history (id, type, queue, priority, payload, state, run_at, attempts, max_attempts,
                    fence, created_at, updated_at, idempotency_key, failed_runs, finished_at)
                VALUES (gen_random_uuid(), 'mail', 'default', 5, '{}', 'failed', now(), 4, 4, 4, now(), now(), 'old', '[]',
                        '%1$s 12:00Z');
                INSERT INTO ${schema}._ayb_jobs_tally VALUES (DATE '%1$s', 'failed', 1)
                """.formatted(day));
    }

    private static LocalDate today() {
        return LocalDate.now(Clock.system(ZoneOffset.UTC));
    }

    private Finding assertFound(String check, String where) {
        List<Finding> findings = findings(Scope.DEFAULT);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo(check);
            assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
            assertThat(finding.examples()).containsExactly(where);
            assertThat(finding.meaning()).isNotEmpty();
            assertThat(finding.remedy()).isNotEmpty();
        });
        return findings.get(0);
    }

    private List<Finding> findings(Scope scope) {
        return new Database(database.dataSource(), database.schema())
                .transaction(Database.Mode.SURVEY, transaction -> Invariants.broken(transaction, scope));
    }
}
