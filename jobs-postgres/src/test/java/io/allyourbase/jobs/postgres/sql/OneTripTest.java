package io.allyourbase.jobs.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transaction of one statement, on the only connection of a pool: what it leaves behind, the next one finds. */
class OneTripTest {
    private static final Sql ADD = Sql.of("INSERT INTO ${schema}._ayb_jobs_tally (day, state, n) "
            + "SELECT '2026-01-01', 'completed', n FROM generate_series(1, ?::bigint) AS n");
    private static final Sql COUNT = Sql.of("SELECT count(*) AS n FROM ${schema}._ayb_jobs_tally");
    private static final Sql ADD_AND_FAIL = Sql.of("INSERT INTO ${schema}._ayb_jobs_tally (day, state, n) "
            + "SELECT '2026-01-01', 'completed', 1 / (2 - n) FROM generate_series(1, 2) AS n");
    private static final Sql SETTINGS = Sql.of("SELECT current_setting('transaction_isolation') || ' ' "
            + "|| current_setting('enable_seqscan') AS settings");

    private @Nullable TestDatabase pool;

    @AfterEach
    void close() {
        pool().close();
    }

    private TestDatabase pool() {
        return Objects.requireNonNull(pool);
    }

    private Database database(boolean autoCommit) {
        TestDatabase opened = TestDatabase.migrated("one trip", settings -> {
            settings.setMaximumPoolSize(1);
            settings.setAutoCommit(autoCommit);
            settings.setConnectionInitSql("SET default_transaction_isolation TO 'repeatable read'");
        });
        pool = opened;
        return new Database(opened.dataSource(), opened.schema());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void it_is_committed_and_tells_how_many_rows_it_changed(boolean autoCommit) {
        Database database = database(autoCommit);

        assertThat(database.<Integer>statement(Mode.ENGINE, tx -> tx.update(ADD, List.of(3))))
                .isEqualTo(3);

        assertThat(pool().text("SELECT count(*) FROM ${schema}._ayb_jobs_tally"))
                .isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void its_settings_hold_for_it_alone(boolean autoCommit) throws SQLException {
        Database database = database(autoCommit);

        List<String> inside =
                database.statement(Mode.ENGINE, tx -> tx.query(SETTINGS, List.of(), row -> row.text("settings")));

        assertThat(inside).containsExactly("read committed off");
        assertThat(pool().text("SHOW transaction_isolation")).isEqualTo("repeatable read");
        assertThat(pool().text("SHOW enable_seqscan")).isEqualTo("on");
        try (Connection connection = pool().dataSource().getConnection()) {
            assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void one_that_fails_changes_nothing_and_leaves_its_connection_as_it_was(boolean autoCommit) {
        Database database = database(autoCommit);

        assertThatThrownBy(() -> database.statement(Mode.ENGINE, tx -> tx.update(ADD_AND_FAIL, List.of())))
                .isInstanceOf(JobsException.class);

        List<Long> count = database.statement(Mode.ENGINE, tx -> tx.query(COUNT, List.of(), row -> row.number("n")));
        assertThat(count).containsExactly(0L);
    }

    @Test
    void a_second_statement_is_refused() {
        Database database = database(true);

        assertThatThrownBy(() ->
                        database.statement(Mode.ENGINE, tx -> tx.update(ADD, List.of(1)) + tx.update(ADD, List.of(1))))
                .isInstanceOf(IllegalStateException.class);
    }
}
