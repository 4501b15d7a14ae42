package io.allyourbase.jobs.postgres.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private final TestDatabase database = TestDatabase.empty();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_second_time_there_is_nothing_to_do() {
        assertThat(migrate()).containsExactly(1, 2);
        assertThat(migrate()).isEmpty();
        assertWorks();
    }

    @Test
    void ten_at_once_migrate_once() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Future<List<Integer>>> migrations = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                migrations.add(threads.submit(this::migrate));
            }
            int applied = 0;
            for (Future<List<Integer>> migration : migrations) {
                applied += migration.get().size();
            }
            assertThat(applied).isEqualTo(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void tables_of_a_newer_program_are_refused_and_left_alone() {
        migrate();
        database.execute("INSERT INTO ${schema}._ayb_jobs_schema (version) VALUES (7)");

        assertThatThrownBy(this::migrate)
                .isInstanceOf(SchemaRefused.class)
                .hasMessage("the job tables in schema \"" + database.schema() + "\" have version 7,"
                        + " but this program knows versions up to 2; use a newer program");
        assertThat(database.text("SELECT count(*) FROM ${schema}._ayb_jobs_schema"))
                .isEqualTo("3");
    }

    @Test
    void the_printed_script_does_the_same() {
        database.execute(Migrations.print(database.schema()));

        assertThat(migrate()).isEmpty();
        assertWorks();
    }

    @Test
    void the_files_are_flyway_migrations_as_they_are() {
        Flyway flyway = Flyway.configure()
                .dataSource(database.dataSource())
                .schemas(database.schema().value())
                .locations("classpath:io/allyourbase/jobs/postgres/migrate")
                .load();

        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(2);

        assertThat(migrate()).isEmpty();
        assertWorks();
    }

    private List<Integer> migrate() {
        return Migrations.of(database.dataSource(), database.schema()).migrate();
    }

    private void assertWorks() {
        PostgresStore store = PostgresStore.of(database.dataSource(), database.schema());
        JobId id = store.queue()
                .enqueue(NewJob.of(new JobType("mail"), Payload.EMPTY))
                .id();
        store.admin().cancel(id);
        assertThat(store.stats().stats().canceled()).isEqualTo(1);
    }
}
