package io.allyourbase.jobs.postgres.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Migrations of tables that others are at work on. */
class BusyMigrationsTest {
    private static final int NEXT = MigrationFiles.all().size() + 1;
    private static final JobDefinition<String> MAIL = JobDefinition.of("mail", String.class);
    private static final String ADD_COLUMN = "ALTER TABLE _ayb_jobs ADD COLUMN colour text NOT NULL DEFAULT 'red'";

    private final TestDatabase database = open();
    private final AtomicInteger sent = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final PostgresJobs jobs = PostgresJobs.builder(database.dataSource())
            .schema(database.schema())
            .handle(MAIL, (mail, run) -> sent.incrementAndGet())
            .build()
            .start();

    TestDatabase open() {
        return TestDatabase.empty(TestDatabase.url());
    }

    @AfterEach
    void close() {
        jobs.close();
        threads.shutdownNow();
        database.close();
    }

    @Test
    void jobs_run_while_a_migration_waits_for_a_lock_on_their_table() throws InterruptedException, ExecutionException {
        Future<List<Integer>> migration;
        try (OpenTransaction report = OpenTransaction.of(database, "SELECT count(*) FROM ${schema}._ayb_jobs")) {
            migration =
                    threads.submit(() -> NextVersion.of(database, ADD_COLUMN).migrate());
            for (int wait = 1; wait <= 3; wait++) {
                await().until(() -> isWaitedFor(report));
                runOne();
                await().until(() -> !isWaitedFor(report));
            }
            assertThat(migration).isNotDone();
        }

        assertThat(migration.get()).containsExactly(NEXT);
        assertThat(database.text("SELECT count(*) FROM information_schema.columns WHERE table_schema = '"
                        + database.schema() + "' AND table_name = '_ayb_jobs' AND column_name = 'colour'"))
                .isEqualTo("1");
        runOne();
    }

    @Test
    void after_a_while_it_is_refused_and_says_who_stood_in_the_way() {
        try (OpenTransaction report = OpenTransaction.of(database, "SELECT 'report' FROM ${schema}._ayb_jobs")) {
            assertThatThrownBy(NextVersion.of(database, "CREATE TABLE _ayb_more (); " + ADD_COLUMN)
                            .patience(Duration.ofSeconds(1))::migrate)
                    .isInstanceOf(SchemaRefused.class)
                    .hasMessageMatching("the job tables in schema \"" + database.schema()
                            + "\" could not be brought to version " + NEXT + " within 1 s, and nothing was changed:"
                            + " pid " + report.pid()
                            + " \\(idle in transaction, in a transaction for \\d+ s: SELECT 'report' FROM .*\\)"
                            + " held a lock on _ayb_jobs");
        }
        assertThat(database.text("SELECT to_regclass('${schema}._ayb_more') IS NULL"))
                .isEqualTo("t");
        assertThat(Migrations.of(database.dataSource(), database.schema()).migrate())
                .isEmpty();
    }

    @Test
    void one_that_takes_long_is_given_up() {
        assertThatThrownBy(NextVersion.of(database, ADD_COLUMN + "; SELECT pg_sleep(1000)")
                        .patience(Duration.ofSeconds(1))::migrate)
                .isInstanceOf(SchemaRefused.class)
                .hasMessageContaining("within 1 s, and nothing was changed");
        runOne();
    }

    @Test
    void one_whose_client_is_cut_off_keeps_its_locks_for_a_moment_only() {
        NextVersion.of(
                        database,
                        "CREATE TABLE _ayb_seen AS"
                                + " SELECT current_setting('idle_in_transaction_session_timeout') AS idle")
                .migrate();

        assertThat(database.text("SELECT idle FROM ${schema}._ayb_seen")).isEqualTo("2s");
    }

    @Test
    void an_engine_starts_while_a_newer_one_migrates() {
        try (OpenTransaction newer = OpenTransaction.of(
                database,
                "SELECT pg_advisory_xact_lock(hashtext('ayb jobs'), hashtext('" + database.schema() + "'))")) {
            assertThat(Migrations.of(database.dataSource(), database.schema()).migrate())
                    .isEmpty();

            assertThatThrownBy(NextVersion.of(database, ADD_COLUMN).patience(Duration.ofSeconds(1))::migrate)
                    .isInstanceOf(SchemaRefused.class)
                    .hasMessageMatching(".*pid " + newer.pid() + " \\(idle in transaction.*\\) is migrating them");
        }
    }

    private boolean isWaitedFor(OpenTransaction transaction) {
        return database.text("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'"
                        + " AND relation = '${schema}._ayb_jobs'::regclass AND " + transaction.pid()
                        + " = ANY(pg_blocking_pids(pid))")
                .equals("t");
    }

    private void runOne() {
        int before = sent.get();
        jobs.enqueue(MAIL, "hello");
        await().until(() -> sent.get() > before);
    }
}
