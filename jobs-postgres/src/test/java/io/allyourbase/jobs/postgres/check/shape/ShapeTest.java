package io.allyourbase.jobs.postgres.check.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private final TestDatabase database = TestDatabase.migrated();

    @AfterEach
    void close() {
        database.close();
    }

    /** After a migration changed the shape: run this, then the command that it prints. */
    @Test
    void the_shipped_shape_is_what_the_migrations_make() throws IOException {
        Path made = Files.writeString(Path.of("target", "shape.txt"), shape().text());

        assertThat(Shape.shipped().text())
                .as(
                        "the migrations changed: cp jobs-postgres/%s"
                                + " jobs-postgres/src/main/resources/io/allyourbase/jobs/postgres/check/shape/shape.txt",
                        made)
                .isEqualTo(shape().text());
    }

    @Test
    void tables_as_migrated_are_as_they_should_be() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void a_missing_index_is_told_with_the_statement_that_makes_it() {
        database.execute("DROP INDEX ${schema}._ayb_jobs_due; DROP INDEX ${schema}._ayb_jobs_fire");

        assertThat(findings())
                .extracting(Finding::severity, Finding::check, Finding::remedy)
                .containsExactly(
                        tuple(
                                Severity.PROBLEM,
                                "index-missing",
                                "Make it again: CREATE INDEX CONCURRENTLY _ayb_jobs_due ON _ayb_jobs"
                                        + " USING btree (queue, priority, run_at, id) WHERE (state = 'queued'::text)"),
                        tuple(
                                Severity.PROBLEM,
                                "index-missing",
                                "Make it again: CREATE UNIQUE INDEX CONCURRENTLY _ayb_jobs_fire ON _ayb_jobs"
                                        + " USING btree (schedule_id, fire_time) WHERE (schedule_id IS NOT NULL)"));
    }

    @Test
    void what_is_made_again_by_that_statement_is_the_same() {
        database.execute("""
                DROP INDEX ${schema}._ayb_jobs_history_id;
                ALTER TABLE ${schema}._ayb_jobs DROP CONSTRAINT _ayb_jobs_pkey
                """);

        for (Finding finding : findings()) {
            String statement = finding.remedy().replaceFirst("Make it again: ", "");
            database.execute("SET search_path TO ${schema}; " + statement + "; RESET search_path");
        }

        assertThat(findings()).isEmpty();
    }

    @Test
    void an_index_of_other_columns_differs() {
        database.execute("""
                DROP INDEX ${schema}._ayb_jobs_lease;
                CREATE INDEX _ayb_jobs_lease ON ${schema}._ayb_jobs (lease_until)
                """);

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("schema-differs");
            assertThat(finding.what())
                    .isEqualTo("index _ayb_jobs._ayb_jobs_lease is: btree (lease_until);"
                            + " it should be: btree (lease_until) WHERE (state = 'running'::text)");
        });
    }

    @Test
    void columns_that_are_missing_or_of_another_type_default_or_nullability_are_told() {
        database.execute("""
                ALTER TABLE ${schema}._ayb_jobs_workers ALTER concurrency TYPE bigint;
                ALTER TABLE ${schema}._ayb_jobs_keys DROP CONSTRAINT _ayb_jobs_keys_pkey;
                ALTER TABLE ${schema}._ayb_jobs ALTER failed_runs DROP DEFAULT;
                ALTER TABLE ${schema}._ayb_jobs ALTER queue DROP NOT NULL;
                ALTER TABLE ${schema}._ayb_schedules DROP problem
                """);

        assertThat(findings())
                .extracting(Finding::check, finding -> finding.examples().get(0))
                .containsExactlyInAnyOrder(
                        tuple("schema-differs", "column _ayb_jobs_workers.concurrency"),
                        tuple("constraint-missing", "constraint _ayb_jobs_keys._ayb_jobs_keys_pkey"),
                        tuple("schema-differs", "column _ayb_jobs.failed_runs"),
                        tuple("schema-differs", "column _ayb_jobs.queue"),
                        tuple("schema-missing", "column _ayb_schedules.problem"));
    }

    @Test
    void a_missing_table_or_view_is_told_once() {
        database.execute("DROP VIEW ${schema}._ayb_jobs_all; DROP TABLE ${schema}._ayb_jobs_keys");

        assertThat(findings())
                .extracting(Finding::check, Finding::what)
                .containsExactly(
                        tuple(
                                "schema-missing",
                                "table _ayb_jobs_all is missing; it should be: view of _ayb_jobs, _ayb_jobs_history"),
                        tuple("schema-missing", "table _ayb_jobs_keys is missing; it should be: plain"));
    }

    @Test
    void what_others_added_is_a_note_and_a_warning_when_it_can_refuse_rows() {
        database.execute("""
                ALTER TABLE ${schema}._ayb_jobs ADD tenant text;
                CREATE INDEX mine ON ${schema}._ayb_jobs (tenant);
                ALTER TABLE ${schema}._ayb_jobs ADD CONSTRAINT small CHECK (priority < 9);
                ALTER TABLE ${schema}._ayb_jobs ADD owner text NOT NULL;
                CREATE TABLE ${schema}._ayb_sessions (id uuid PRIMARY KEY)
                """);

        assertThat(findings())
                .extracting(Finding::severity, finding -> finding.examples().get(0))
                .containsExactlyInAnyOrder(
                        tuple(Severity.NOTE, "column _ayb_jobs.tenant"),
                        tuple(Severity.NOTE, "index _ayb_jobs.mine"),
                        tuple(Severity.WARNING, "constraint _ayb_jobs.small"),
                        tuple(Severity.WARNING, "column _ayb_jobs.owner"));
    }

    private List<Finding> findings() {
        return new Database(database.dataSource(), database.schema()).transaction(Database.Mode.SURVEY, ShapeCheck::of);
    }

    private Shape shape() {
        return new Database(database.dataSource(), database.schema()).transaction(Database.Mode.SURVEY, Shape::of);
    }
}
