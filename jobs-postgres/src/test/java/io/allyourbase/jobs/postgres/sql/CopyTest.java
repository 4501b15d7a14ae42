package io.allyourbase.jobs.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.postgres.sql.copy.CopyText;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A COPY that may take a second to begin, on the only connection of a pool. */
class CopyTest {
    private static final Sql COPY = Sql.of("COPY ${schema}._ayb_jobs_tally (day, state, n) FROM STDIN");

    private final TestDatabase pool = TestDatabase.ofOneSession();

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void one_that_waits_for_a_lock_is_given_up_in_the_server_too() throws SQLException {
        try (Connection holder = DriverManager.getConnection(TestDatabase.url());
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("LOCK TABLE " + pool.schema().quoted() + "._ayb_jobs_tally IN ACCESS EXCLUSIVE MODE");

            assertThatThrownBy(() -> copy(1))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));

            assertThat(pool.text("SELECT count(*) FROM pg_locks WHERE NOT granted"
                            + " AND relation = '${schema}._ayb_jobs_tally'::regclass"))
                    .isEqualTo("0");
            holder.rollback();
        }

        copy(2);

        assertThat(pool.text("SELECT string_agg(n::text, ' ') FROM ${schema}._ayb_jobs_tally"))
                .isEqualTo("2");
    }

    @Test
    void one_that_has_begun_may_take_its_time() throws SQLException {
        try (Connection other = DriverManager.getConnection(TestDatabase.url());
                Statement wait = other.createStatement();
                Connection connection = pool.dataSource().getConnection()) {
            transaction(connection).copy(COPY, List.of(1, 2), (n, row) -> {
                takeLongerThanTheLimit(wait);
                write(n, row);
            });
        }

        assertThat(pool.text("SELECT count(*) FROM ${schema}._ayb_jobs_tally")).isEqualTo("2");
    }

    private void copy(int n) throws SQLException {
        try (Connection connection = pool.dataSource().getConnection()) {
            transaction(connection).copy(COPY, List.of(n), CopyTest::write);
        }
    }

    private Transaction transaction(Connection connection) {
        return Transaction.alone(connection, pool.schema(), 1);
    }

    private static void write(int n, CopyText row) {
        row.plain("2026-01-01").plain("completed").plain(n);
    }

    private static void takeLongerThanTheLimit(Statement wait) {
        try {
            wait.execute("SELECT pg_sleep(1.2)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
