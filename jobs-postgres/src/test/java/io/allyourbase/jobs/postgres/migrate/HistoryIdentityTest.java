package io.allyourbase.jobs.postgres.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.postgres.testing.Publication;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables of version 2, whose finished jobs could not be deleted where they are published. */
class HistoryIdentityTest {
    private static final String DELETE = "DELETE FROM ${schema}._ayb_jobs_history";
    private static final String PARTITIONS =
            "SELECT count(*) FROM pg_inherits WHERE inhparent = '${schema}._ayb_jobs_history'::regclass";

    private final TestDatabase database = TestDatabase.empty(TestDatabase.url());

    @BeforeEach
    void fill() {
        Migrations.of(database.dataSource(), database.schema(), before(3)).migrate();
        forgetIdentities();
        insert("gen_random_uuid(), 'mail'", "now() + day * interval '1 day' FROM generate_series(0, 6) AS day");
        Publication.of(database);
        assertThatThrownBy(() -> database.execute(DELETE)).hasStackTraceContaining("replica identity");
    }

    private void insert(String idAndType, String finishedAt) {
        database.execute("INSERT INTO ${schema}._ayb_jobs_history (id, type, queue, priority, payload, state, run_at,"
                + " attempts, max_attempts, fence, created_at, updated_at, failed_runs, finished_at) SELECT "
                + idAndType + ", 'default', 5, '{}', 'failed', now(), 1, 1, 1, now(), now(), '[]', " + finishedAt);
    }

    /** As programs of version 2 made the partitions. */
    private void forgetIdentities() {
        database.execute(database.text("SELECT string_agg(format('DROP INDEX %1$s_id;"
                + " ALTER TABLE %1$s REPLICA IDENTITY DEFAULT', '${schema}.' || relname), '; ')"
                + " FROM pg_inherits JOIN pg_class ON oid = inhrelid"
                + " WHERE inhparent = '${schema}._ayb_jobs_history'::regclass"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void each_partition_gets_an_identity_and_one_index_takes_the_place_of_another() {
        assertThat(migrations().migrate()).containsExactly(3, 4);

        assertIdentified();
        database.execute(DELETE);
    }

    @Test
    void the_old_index_stays_until_each_partition_has_the_new_one() {
        Migrations.of(database.dataSource(), database.schema(), before(4)).migrate();
        database.execute("SET search_path TO ${schema}; DROP INDEX _ayb_jobs_history_identity;"
                + " CREATE UNIQUE INDEX _ayb_jobs_history_identity ON ONLY _ayb_jobs_history (id, finished_at);"
                + " RESET search_path");

        try (OpenTransaction report = OpenTransaction.of(database, "CREATE TEMP TABLE forgotten ()")) {
            assertThatThrownBy(migrations().patience(Duration.ofSeconds(1))::migrate)
                    .isInstanceOf(SchemaRefused.class)
                    .hasMessageContaining("pid " + report.pid());
        }
        assertThat(database.text("SELECT indisvalid AND NOT indisunique FROM pg_index"
                        + " WHERE indexrelid = '${schema}._ayb_jobs_history_id'::regclass"))
                .isEqualTo("t");

        assertThat(migrations().migrate()).containsExactly(4);
        assertIdentified();
    }

    @Test
    void an_old_day_that_goes_before_it_has_the_new_index_leaves_the_whole_valid() {
        String old = "${schema}._ayb_jobs_history_20200101";
        database.execute("CREATE TABLE " + old + " PARTITION OF ${schema}._ayb_jobs_history"
                + " FOR VALUES FROM ('2020-01-01 00:00Z') TO ('2020-01-02 00:00Z')");
        insert(
                "uuid '00000000-0000-0000-0000-000000000001', 'same'",
                "timestamptz '2020-01-01 12:00Z' FROM generate_series(1, 2)");
        assertThatThrownBy(migrations()::migrate).isInstanceOf(JobsException.class);
        database.execute("DROP TABLE " + old);

        assertThat(migrations().migrate()).containsExactly(4);

        assertIdentified();
    }

    @Test
    void many_may_migrate_at_once() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Integer> applied = new ArrayList<>();
            for (Future<List<Integer>> each :
                    threads.invokeAll(Collections.<Callable<List<Integer>>>nCopies(4, migrations()::migrate))) {
                applied.addAll(each.get());
            }
            assertThat(applied).containsExactlyInAnyOrder(3, 4);
        } finally {
            threads.shutdownNow();
        }
        assertIdentified();
    }

    private void assertIdentified() {
        assertThat(database.text("SELECT count(*) FROM pg_index JOIN pg_inherits ON inhrelid = indexrelid"
                        + " WHERE inhparent = '${schema}._ayb_jobs_history_id'::regclass"
                        + " AND indisvalid AND indisunique AND indisreplident"))
                .isEqualTo(database.text(PARTITIONS));
        assertThat(database.text("SELECT indisvalid AND indisreplident FROM pg_index"
                        + " WHERE indexrelid = '${schema}._ayb_jobs_history_id'::regclass"))
                .isEqualTo("t");
        assertThat(database.text("SELECT to_regclass('${schema}._ayb_jobs_history_identity') IS NULL"))
                .isEqualTo("t");
    }

    private Migrations migrations() {
        return Migrations.of(database.dataSource(), database.schema());
    }

    private static List<Migration> before(int version) {
        return MigrationFiles.all().subList(0, version - 1);
    }
}
