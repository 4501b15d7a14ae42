package io.allyourbase.jobs.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.allyourbase.jobs.error.AccessRefused;
import io.allyourbase.jobs.error.ContentRefused;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.error.NotMigrated;
import io.allyourbase.jobs.error.QueueUnavailable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class SqlFailureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "08006", "08P01", "25006", "25P03", "25P04", "40002", "40003", "53100", "53200", "53300", "55000",
                "55006", "57P01", "57P02", "57P03", "57P05", "58000", "58030"
            })
    void the_database_is_away_whatever_was_asked(String state) {
        assertThat(sorted(error(state, ""))).isExactlyInstanceOf(QueueUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "57014", "26000"})
    void others_held_what_it_needed_and_nothing_took_effect(String state) {
        assertThat(sorted(error(state, ""))).isExactlyInstanceOf(Contended.class);
    }

    @Test
    void only_one_that_was_canceled_took_too_long() {
        assertThat(sorted(error("57014", "")))
                .asInstanceOf(type(Contended.class))
                .returns(true, Contended::isOutOfTime);
        assertThat(sorted(error("55P03", "")))
                .asInstanceOf(type(Contended.class))
                .returns(false, Contended::isOutOfTime);
        assertThat(sorted(error("40001", "")))
                .asInstanceOf(type(Contended.class))
                .returns(false, Contended::isOutOfTime);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22003", "22021", "22P02", "22P05", "23502", "23503", "23505", "54000", "54001"})
    void only_a_value_or_a_limit_blames_the_content(String state) {
        assertThat(sorted(error(state, ""))).isExactlyInstanceOf(ContentRefused.class);
    }

    @Test
    void a_check_that_fails_is_a_day_without_a_partition() {
        assertThat(sorted(error("23514", ""))).isExactlyInstanceOf(MissingPartition.class);
    }

    @ParameterizedTest
    @CsvSource({
        "28000, the database refused the connection",
        "28P01, the database refused the connection",
        "3D000, the database refused the connection",
        "42501, the database user lacks a right"
    })
    void who_is_refused_is_told_why(String state, String message) {
        assertThat(sorted(error(state, "")))
                .isExactlyInstanceOf(AccessRefused.class)
                .hasMessage(message + ": no reason");
    }

    @ParameterizedTest
    @CsvSource({
        "25P02, the database refused a statement (SQLSTATE 25P02)",
        "0A000, the database refused a statement (SQLSTATE 0A000)",
        "P0001, the database refused a statement (SQLSTATE P0001)",
        "XX001, the database refused a statement (SQLSTATE XX001)"
    })
    void what_people_must_mend_says_so_and_blames_no_content(String state, String message) {
        assertThat(sorted(error(state, "")))
                .isExactlyInstanceOf(JobsException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "42703", "3F000"})
    void missing_tables_are_told_as_such(String state) {
        assertThat(sorted(error(state, "")))
                .isExactlyInstanceOf(NotMigrated.class)
                .hasMessageStartingWith("the job tables in schema \"public\" are missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FATAL", "PANIC"})
    void whatever_ended_the_session_leaves_in_doubt_what_was_asked(String severity) {
        assertThat(sorted(told(severity, "XX000", ""))).isExactlyInstanceOf(QueueUnavailable.class);
        assertThat(sorted(told(severity, "22023", ""))).isExactlyInstanceOf(QueueUnavailable.class);
    }

    @Test
    void a_plan_that_a_migration_made_outdated_is_made_again() {
        SQLException outdated = error("0A000", "RevalidateCachedQuery");

        assertThat(SqlFailure.isConflict(outdated)).isTrue();
        assertThat(sorted(outdated)).isExactlyInstanceOf(Contended.class);
        assertThat(SqlFailure.isConflict(error("0A000", "ExecInitFunc"))).isFalse();
    }

    @Test
    void what_a_pool_wraps_counts() {
        assertThat(sorted(new SQLTransientConnectionException("no connection", "", told("FATAL", "28P01", ""))))
                .isExactlyInstanceOf(AccessRefused.class);
        assertThat(sorted(new SQLException("wrapped", told("FATAL", "XX000", ""))))
                .isExactlyInstanceOf(QueueUnavailable.class);
        assertThat(sorted(new SQLTransientConnectionException("no connection")))
                .isExactlyInstanceOf(QueueUnavailable.class);
    }

    private static JobsException sorted(SQLException failure) {
        return SqlFailure.of(failure, SchemaName.PUBLIC);
    }

    private static SQLException error(String state, String routine) {
        return told("ERROR", state, routine);
    }

    /** As the server spells it: fields, each with its letter. */
    private static SQLException told(String severity, String state, String routine) {
        return new PSQLException(
                new ServerErrorMessage("S" + severity + "\0C" + state + "\0Mno reason\0R" + routine + "\0"));
    }
}
