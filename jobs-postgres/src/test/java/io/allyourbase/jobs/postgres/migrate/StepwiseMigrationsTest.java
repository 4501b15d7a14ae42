package io.allyourbase.jobs.postgres.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Migrations that can't be one transaction. */
class StepwiseMigrationsTest {
    private static final int NEXT = MigrationFiles.all().size() + 1;
    private static final String BY_TYPE = "CREATE INDEX CONCURRENTLY IF NOT EXISTS _ayb_jobs_type ON _ayb_jobs (type)";
    private static final String HISTORY_BY_TYPE =
            "CREATE INDEX _ayb_jobs_history_by_type ON ONLY _ayb_jobs_history (type) WHERE state <> 'completed'";

    private final TestDatabase database = open();

    TestDatabase open() {
        return TestDatabase.migrated();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void an_index_is_built_and_one_that_a_crash_left_is_built_again() {
        String id = "gen_random_uuid()";
        database.execute("INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts,"
                + " max_attempts, fence, created_at, updated_at) SELECT " + id + ", 'same', 'default', 0, '{}',"
                + " 'queued', now(), 0, 1, 0, now(), now() FROM generate_series(1, 2)");
        assertThatThrownBy(() -> database.execute(
                        "CREATE UNIQUE INDEX CONCURRENTLY _ayb_jobs_type ON ${schema}._ayb_jobs (type)"))
                .hasMessageContaining("could not create unique index");
        assertThat(valid("_ayb_jobs_type")).isEqualTo("f");

        assertThat(NextVersion.stepwise(database, BY_TYPE).migrate()).containsExactly(NEXT);

        assertThat(valid("_ayb_jobs_type")).isEqualTo("t");
        assertThat(NextVersion.stepwise(database, BY_TYPE).migrate()).isEmpty();
    }

    @Test
    void an_index_is_dropped_and_another_step_is_a_transaction_of_its_own() {
        database.execute("CREATE INDEX _ayb_jobs_type ON ${schema}._ayb_jobs (type)");

        String steps =
                "DROP INDEX CONCURRENTLY IF EXISTS _ayb_jobs_type;\nUPDATE _ayb_jobs SET queue = queue WHERE true";
        assertThat(NextVersion.stepwise(database, steps).migrate()).containsExactly(NEXT);

        assertThat(database.text("SELECT to_regclass('${schema}._ayb_jobs_type') IS NULL"))
                .isEqualTo("t");
    }

    @Test
    void what_failed_half_way_goes_on_from_there() {
        String steps = BY_TYPE + ";\nUPDATE _ayb_schedules SET payload = nonsense";
        assertThatThrownBy(NextVersion.stepwise(database, steps)::migrate).isInstanceOf(JobsException.class);
        assertThat(valid("_ayb_jobs_type")).isEqualTo("t");
        assertThat(Migrations.of(database.dataSource(), database.schema()).migrate())
                .isEmpty();

        assertThat(NextVersion.stepwise(database, steps.replace("nonsense", "payload"))
                        .migrate())
                .containsExactly(NEXT);
    }

    @Test
    void several_at_once_build_an_index_once() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Migrations next = NextVersion.stepwise(database, BY_TYPE);
            List<Integer> applied = new ArrayList<>();
            for (Future<List<Integer>> each :
                    threads.invokeAll(Collections.<Callable<List<Integer>>>nCopies(4, next::migrate))) {
                applied.addAll(each.get());
            }
            assertThat(applied).containsExactly(NEXT);
            assertThat(valid("_ayb_jobs_type")).isEqualTo("t");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void an_index_is_not_begun_while_a_transaction_is_open_that_it_would_wait_for() {
        Migrations next = NextVersion.stepwise(database, BY_TYPE);
        try (OpenTransaction report = OpenTransaction.of(database, "CREATE TEMP TABLE forgotten ()")) {
            assertThatThrownBy(next.patience(Duration.ofSeconds(1))::migrate)
                    .isInstanceOf(SchemaRefused.class)
                    .hasMessageMatching(
                            ".* could not be brought to version " + NEXT + " within 1 s, and the next try goes on"
                                    + " where this one ended: pid " + report.pid()
                                    + " \\(idle in transaction.*: CREATE TEMP TABLE forgotten \\(\\)\\)"
                                    + " has a transaction open that a new index waits for");
        }
        assertThat(next.migrate()).containsExactly(NEXT);
    }

    @Test
    void an_index_of_the_history_is_built_on_every_partition_and_those_to_come() {
        database.execute("CREATE TABLE ${schema}._ayb_jobs_history_20200101 PARTITION OF ${schema}._ayb_jobs_history"
                + " FOR VALUES FROM ('2020-01-01 00:00:00+00') TO ('2020-01-02 00:00:00+00')");
        insertFinished("2020-01-01");
        insertFinished("2020-01-01");
        leaveInvalid("_ayb_jobs_history_20200101_by_type", "_ayb_jobs_history_20200101");

        assertThat(NextVersion.of(database, HISTORY_BY_TYPE).migrate()).containsExactly(NEXT);

        assertThat(valid("_ayb_jobs_history_by_type")).isEqualTo("t");
        assertThat(database.text("SELECT count(*) FROM pg_inherits i JOIN pg_index x ON x.indexrelid = i.inhrelid"
                        + " WHERE i.inhparent = '${schema}._ayb_jobs_history_by_type'::regclass AND x.indisvalid"))
                .isEqualTo(database.text("SELECT count(*) FROM pg_inherits"
                        + " WHERE inhparent = '${schema}._ayb_jobs_history'::regclass"));
        assertThat(database.text("SELECT pg_get_indexdef('${schema}._ayb_jobs_history_20200101_by_type'::regclass)"))
                .endsWith("USING btree (type) WHERE (state <> 'completed'::text)");
    }

    @Test
    void an_index_of_the_history_that_was_left_unfinished_is_finished_by_the_next_to_migrate() {
        NextVersion.of(database, "SELECT 1").migrate();
        database.execute("SET search_path TO ${schema}; " + HISTORY_BY_TYPE);
        assertThat(valid("_ayb_jobs_history_by_type")).isEqualTo("f");

        // An older program leaves it alone, and starts at once.
        Migrations.of(database.dataSource(), database.schema()).migrate();
        assertThat(valid("_ayb_jobs_history_by_type")).isEqualTo("f");

        assertThat(NextVersion.of(database, "SELECT 1").migrate()).isEmpty();
        assertThat(valid("_ayb_jobs_history_by_type")).isEqualTo("t");
    }

    private void insertFinished(String day) {
        database.execute("INSERT INTO ${schema}._ayb_jobs_history (id, type, queue, priority, payload, state, run_at,"
                + " attempts, max_attempts, fence, created_at, updated_at, failed_runs, finished_at)"
                + " VALUES (gen_random_uuid(), 'same', 'default', 0, '{}', 'failed', now(), 1, 1, 1, now(), now(), '[]', '"
                + day + " 12:00:00+00')");
    }

    private void leaveInvalid(String index, String table) {
        assertThatThrownBy(() -> database.execute(
                        "CREATE UNIQUE INDEX CONCURRENTLY " + index + " ON ${schema}." + table + " (type)"))
                .hasMessageContaining("could not create unique index");
        assertThat(valid(index)).isEqualTo("f");
    }

    private String valid(String index) {
        return database.text("SELECT indisvalid FROM pg_index WHERE indexrelid = '${schema}." + index + "'::regclass");
    }
}
