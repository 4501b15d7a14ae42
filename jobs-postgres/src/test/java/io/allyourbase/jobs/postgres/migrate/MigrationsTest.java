package io.allyourbase.jobs.postgres.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.JobsException;
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
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private static final int NEWEST = MigrationFiles.all().size();
    private static final List<Integer> ALL =
            IntStream.rangeClosed(1, NEWEST).boxed().toList();

    private final TestDatabase database = TestDatabase.empty();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_second_time_there_is_nothing_to_do() {
        assertThat(migrate()).isEqualTo(ALL);
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
            assertThat(applied).isEqualTo(NEWEST);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void tables_of_a_newer_program_that_serve_this_one_are_left_alone() {
        migrate();
        database.execute("INSERT INTO ${schema}._ayb_jobs_schema (version, serves) VALUES (7, 1)");

        assertThat(migrate()).isEmpty();
        assertThat(migrations().problem()).isEmpty();
        assertWorks();
    }

    @Test
    void tables_of_a_newer_program_that_do_not_serve_this_one_are_refused_and_left_alone() {
        migrate();
        database.execute("INSERT INTO ${schema}._ayb_jobs_schema (version, serves) VALUES (6, 5), (7, 1)");

        assertThatThrownBy(this::migrate)
                .isInstanceOf(SchemaRefused.class)
                .hasMessage(
                        "the job tables in schema \"" + database.schema() + "\" have version 7, which serves programs"
                                + " of version 5 and newer, but this program is of version " + NEWEST
                                + "; use a newer program");
        assertThatThrownBy(migrations()::check).isInstanceOf(SchemaRefused.class);
        assertThat(database.text("SELECT count(*) FROM ${schema}._ayb_jobs_schema WHERE version > 5"))
                .isEqualTo("2");
    }

    @Test
    void older_tables_are_refused_with_the_command_to_run() {
        assertThatThrownBy(migrations()::check)
                .isInstanceOf(SchemaRefused.class)
                .hasMessage("the job tables in schema \"" + database.schema() + "\" are missing,"
                        + " but this program needs version " + NEWEST + " of them; run: ayb migrate --schema '"
                        + database.schema()
                        + "'");
        migrate();

        migrations().check();
        assertThatThrownBy(NextVersion.of(database, "SELECT 1")::check)
                .hasMessage("the job tables in schema \"" + database.schema() + "\" have version " + NEWEST
                        + ", but this program needs version " + (NEWEST + 1) + " of them; run: ayb migrate --schema '"
                        + database.schema()
                        + "'");
    }

    @Test
    void a_new_schema_gets_all_versions_or_none() {
        assertThatThrownBy(NextVersion.of(database, "SELECT nonsense")::migrate).isInstanceOf(JobsException.class);
        assertThat(migrations().problem()).get().asString().contains("are missing");

        assertThat(NextVersion.stepwise(
                                database, "CREATE INDEX CONCURRENTLY IF NOT EXISTS _ayb_jobs_type ON _ayb_jobs (type)")
                        .migrate())
                .hasSize(NEWEST + 1);
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

        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(NEWEST);

        assertThat(migrate()).isEmpty();
        assertWorks();
    }

    private List<Integer> migrate() {
        return migrations().migrate();
    }

    private Migrations migrations() {
        return Migrations.of(database.dataSource(), database.schema());
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
