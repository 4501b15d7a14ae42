package io.allyourbase.jobs.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.jdbc.PgConnection;

/** Who gives up first, and when: seen on the only connection of a pool. */
class ModesTest {
    private static final Sql MILLIS = Sql.of("SELECT setting::bigint AS millis FROM pg_settings WHERE name = ?");
    private static final Sql SEEN = Sql.of("SELECT millis FROM seen");
    private static final Sql TEXT = Sql.of("SELECT current_setting(?) AS setting");

    private final TestDatabase pool = TestDatabase.ofOneSession();
    private final Database database = new Database(pool.dataSource(), pool.schema());

    @AfterEach
    void close() {
        pool.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PLAIN", "SURVEY"})
    void the_server_gives_a_statement_up_before_this_side_does(Mode mode) throws SQLException {
        PgConnection connection = connection();

        database.transaction(mode, transaction -> {
            assertThat(millis(transaction, "statement_timeout")).isBetween(1L, connection.getNetworkTimeout() - 1_000L);
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"PLAIN", "ENGINE", "UPKEEP", "BRIEF", "HOSTS"})
    void what_writes_is_never_left_open(Mode mode) {
        database.transaction(mode, transaction -> {
            assertThat(millis(transaction, "idle_in_transaction_session_timeout"))
                    .isEqualTo(2_000);
            return true;
        });
    }

    @Test
    void nor_is_what_begins_with_a_script() {
        database.transaction(Mode.PLAIN, transaction -> {
            transaction.script("CREATE TEMPORARY TABLE seen ON COMMIT DROP AS SELECT setting::bigint AS millis"
                    + " FROM pg_settings WHERE name = 'idle_in_transaction_session_timeout'");
            assertThat(transaction.query(SEEN, List.of(), row -> row.number("millis")))
                    .containsExactly(2_000L);
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"LISTING", "SURVEY"})
    void what_reads_in_pieces_sees_one_moment_and_changes_nothing(Mode mode) {
        database.transaction(mode, transaction -> {
            assertThat(text(transaction, "transaction_isolation")).isEqualTo("repeatable read");
            assertThat(text(transaction, "transaction_read_only")).isEqualTo("on");
            return true;
        });
    }

    @Test
    void what_can_be_in_no_transaction_may_take_as_long_as_it_takes()
            throws SQLException, ExecutionException, InterruptedException {
        PgConnection connection = connection();
        ExecutorService builder = Executors.newSingleThreadExecutor();
        try (Connection holder = DriverManager.getConnection(TestDatabase.url());
                Statement statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(4712)");
            Future<?> building = builder.submit(() -> database.bare("SELECT pg_advisory_lock(4712)"));
            await().until(() -> isWaitedFor(statement));

            assertThat(connection.getNetworkTimeout()).isZero();

            statement.execute("SELECT pg_advisory_unlock(4712)");
            building.get();
        } finally {
            builder.shutdownNow();
        }
    }

    /** The one below the pool's, which lends it to everybody. */
    private PgConnection connection() throws SQLException {
        try (Connection lent = pool.dataSource().getConnection()) {
            return lent.unwrap(PgConnection.class);
        }
    }

    private static long millis(Transaction transaction, String setting) throws SQLException {
        return transaction
                .first(MILLIS, List.of(setting), row -> row.number("millis"))
                .orElseThrow();
    }

    private static String text(Transaction transaction, String setting) throws SQLException {
        return transaction
                .first(TEXT, List.of(setting), row -> row.text("setting"))
                .orElseThrow();
    }

    private static boolean isWaitedFor(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 4712 AND NOT granted")) {
            return rows.next();
        }
    }
}
