package io.allyourbase.jobs.postgres.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No migration stops those at work, and none breaks programs of the version before. */
class MigrationRulesTest {
    private static final List<Migration> SHIPPED = MigrationFiles.all();
    private static final Migration FIRST = SHIPPED.get(0);

    @Test
    void every_file_after_the_first_keeps_the_rules() {
        assertThat(SHIPPED.subList(1, SHIPPED.size()))
                .allSatisfy(file -> assertThat(MigrationRules.problems(file, SHIPPED.subList(0, file.version() - 1)))
                        .as("V" + file.version())
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX _ayb_jobs_type ON _ayb_jobs (type)",
                "CREATE UNIQUE INDEX _ayb_jobs_type ON _ayb_jobs (type)",
                "CREATE INDEX _ayb_jobs_history_x ON _ayb_jobs_history (type)",
                "CREATE INDEX CONCURRENTLY IF NOT EXISTS _ayb_jobs_type ON _ayb_jobs (type)",
                "ALTER TABLE _ayb_jobs ALTER COLUMN priority TYPE bigint",
                "ALTER TABLE _ayb_jobs ADD COLUMN token uuid DEFAULT gen_random_uuid()",
                "ALTER TABLE _ayb_jobs ADD COLUMN seen timestamptz NOT NULL DEFAULT clock_timestamp()",
                "ALTER TABLE _ayb_jobs ADD COLUMN colour text NOT NULL",
                "ALTER TABLE _ayb_jobs ADD COLUMN n bigint GENERATED ALWAYS AS IDENTITY",
                "ALTER TABLE _ayb_jobs ADD COLUMN a text, ADD COLUMN b uuid DEFAULT gen_random_uuid()",
                "ALTER TABLE _ayb_jobs ALTER COLUMN worker_id SET NOT NULL",
                "ALTER TABLE _ayb_jobs ADD CONSTRAINT positive CHECK (fence >= 0)",
                "ALTER TABLE _ayb_jobs ADD CONSTRAINT one UNIQUE (type)",
                "ALTER TABLE _ayb_jobs DROP COLUMN last_error",
                "ALTER TABLE _ayb_jobs RENAME COLUMN last_error TO error",
                "ALTER TABLE _ayb_jobs RENAME TO _ayb_work",
                "DROP TABLE _ayb_jobs_tally",
                "DROP INDEX _ayb_jobs_due",
                "DROP INDEX _ayb_jobs_history_id",
                "CREATE UNIQUE INDEX _ayb_jobs_history_x ON ONLY _ayb_jobs_history (idempotency_key, finished_at)",
                "LOCK TABLE _ayb_jobs",
                "TRUNCATE _ayb_jobs_tally",
                "UPDATE _ayb_jobs SET priority = 0",
                "DELETE FROM _ayb_jobs_history",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"
            })
    void a_statement_that_stops_those_at_work_is_caught(String statement) {
        assertThat(MigrationRules.problems(file(statement, 1), List.of(FIRST)))
                .singleElement()
                .asString()
                .startsWith("not known to be safe in one transaction that only expands: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX _ayb_jobs_type ON _ayb_jobs (type)",
                "CREATE INDEX CONCURRENTLY _ayb_jobs_type ON _ayb_jobs (type)",
                "CREATE INDEX CONCURRENTLY IF NOT EXISTS _ayb_x ON _ayb_jobs_history (type)",
                "DROP INDEX _ayb_jobs_due",
                "ALTER TABLE _ayb_jobs ADD COLUMN a text"
            })
    void a_step_that_stops_those_at_work_or_can_not_be_repeated_is_caught(String statement) {
        assertThat(MigrationRules.problems(file(Migration.STEPWISE + "\n" + statement, 1), List.of(FIRST)))
                .singleElement()
                .asString()
                .startsWith("not known to be safe as a step");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE _ayb_more (id uuid PRIMARY KEY, n bigint NOT NULL);\nCREATE INDEX _ayb_more_n ON _ayb_more (n)",
                "ALTER TABLE _ayb_jobs ADD COLUMN colour text NOT NULL DEFAULT 'red'",
                "ALTER TABLE _ayb_jobs ADD COLUMN n bigint NOT NULL DEFAULT 0",
                "ALTER TABLE _ayb_jobs ADD COLUMN seen timestamptz",
                "ALTER TABLE _ayb_jobs ADD CONSTRAINT positive CHECK (fence >= 0) NOT VALID",
                "CREATE INDEX _ayb_jobs_history_x ON ONLY _ayb_jobs_history (type)",
                Migration.STEPWISE + "\nCREATE INDEX CONCURRENTLY IF NOT EXISTS _ayb_jobs_type ON _ayb_jobs (type)",
                Migration.STEPWISE + "\nALTER TABLE _ayb_jobs VALIDATE CONSTRAINT positive"
            })
    void what_only_adds_is_allowed(String statement) {
        assertThat(MigrationRules.problems(file(statement, 1), List.of(FIRST))).isEmpty();
    }

    @Test
    void what_contracts_must_no_longer_serve_those_that_used_it_and_still_serve_the_version_before() {
        Migration second = file("ALTER TABLE _ayb_jobs ADD COLUMN error text", 1);
        String drop = "ALTER TABLE _ayb_jobs DROP COLUMN last_error";
        List<Migration> before = List.of(FIRST, second);

        assertThat(MigrationRules.problems(third(drop, 1), before)).hasSize(1);
        assertThat(MigrationRules.problems(third(drop, 2), before)).isEmpty();
        assertThat(MigrationRules.problems(third(drop, 3), before))
                .containsExactly("it must serve the version before: serves 3");
        assertThat(MigrationRules.problems(third("SELECT 1", 0), before))
                .contains("it can't serve what a version before it no longer serves: serves 0");
    }

    @Test
    void an_index_of_the_history_is_dropped_only_when_an_earlier_file_made_another_that_begins_alike() {
        String drop = "DROP INDEX _ayb_jobs_history_type";
        String successor = "CREATE INDEX _ayb_jobs_history_x ON ONLY _ayb_jobs_history (type, id, state)";
        String another = "CREATE INDEX _ayb_jobs_history_x ON ONLY _ayb_jobs_history (id, type)";

        assertThat(MigrationRules.problems(third(drop, 1), List.of(FIRST, file(successor, 1))))
                .isEmpty();
        assertThat(MigrationRules.problems(third(drop, 1), List.of(FIRST, file(another, 1))))
                .hasSize(1);
        assertThat(MigrationRules.problems(file(successor + ";\n" + drop, 1), List.of(FIRST)))
                .hasSize(1);
    }

    @Test
    void a_column_is_set_not_null_only_after_a_check_of_it_was_validated() {
        String setNotNull = "ALTER TABLE _ayb_jobs ALTER COLUMN worker_id SET NOT NULL";
        Migration validated =
                file(Migration.STEPWISE + "\nALTER TABLE _ayb_jobs VALIDATE CONSTRAINT worker_id_not_null", 1);

        assertThat(MigrationRules.problems(third(setNotNull, 1), List.of(FIRST, validated)))
                .isEmpty();
        assertThat(MigrationRules.problems(third(setNotNull, 1), List.of(FIRST, file("CREATE VIEW v AS SELECT 1", 1))))
                .hasSize(1);
    }

    @Test
    void a_file_that_records_no_version_is_caught() {
        assertThat(MigrationRules.problems(new Migration(2, "CREATE VIEW v AS SELECT 1;"), List.of(FIRST)))
                .containsExactly("its last statement must record version 2 and what it serves");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void no_value_confuses_the_split_into_statements(Migration file) {
        assertThat(file.script()).doesNotContain("$$").doesNotContainPattern("'[^'\n]*(;|--)[^'\n]*'");
    }

    static List<Migration> shipped() {
        return SHIPPED;
    }

    private static Migration file(String statements, int serves) {
        return next(2, statements, serves);
    }

    private static Migration third(String statements, int serves) {
        return next(3, statements, serves);
    }

    private static Migration next(int version, String statements, int serves) {
        return new Migration(
                version,
                statements + ";\nINSERT INTO _ayb_jobs_schema (version, serves) VALUES (" + version + ", " + serves
                        + ");\n");
    }
}
