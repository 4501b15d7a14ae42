package io.allyourbase.jobs.postgres.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.port.Schedules;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import io.allyourbase.jobs.schedule.NewSchedule;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Defaults are seeded while an operator is at work. */
class PostgresSchedulesTest {
    private static final NewSchedule HOURLY =
            NewSchedule.builder("hourly", new JobType("mail"), "@hourly").build();

    private final TestDatabase database = TestDatabase.migrated();
    private final Schedules schedules =
            PostgresStore.of(database.dataSource(), database.schema()).schedules();
    private final ExecutorService process = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        process.shutdownNow();
        database.close();
    }

    @Test
    void one_that_is_deleted_meanwhile_does_not_come_back()
            throws SQLException, ExecutionException, InterruptedException {
        ScheduleId id = schedules.create(HOURLY).orElseThrow().id();
        database.execute("""
                CREATE FUNCTION ${schema}.wait() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END $$;
                CREATE TRIGGER wait BEFORE INSERT ON ${schema}._ayb_schedules FOR EACH ROW EXECUTE FUNCTION ${schema}.wait()
                """);

        Future<?> seeding;
        try (Connection gate = open("SELECT pg_advisory_xact_lock(4711)")) {
            seeding = process.submit(() -> schedules.seed(List.of(HOURLY)));
            await().until(() -> seeding.isDone() || isGateWaitedFor());
            assertThat(schedules.delete(id)).isTrue();
            gate.rollback();
        }
        seeding.get();

        assertThat(schedules.list()).isEmpty();
    }

    @Test
    void one_that_is_being_edited_is_not_waited_for() throws SQLException {
        schedules.create(HOURLY);

        try (Connection forgotten = open("UPDATE ${schema}._ayb_schedules SET enabled = false")) {
            schedules.seed(List.of(HOURLY));
            forgotten.rollback();
        }

        assertThat(schedules.list()).hasSize(1);
    }

    @Test
    void a_name_that_was_deleted_before_is_deleted_again() {
        ScheduleId id = schedules.create(HOURLY).orElseThrow().id();
        database.execute("INSERT INTO ${schema}._ayb_schedules_deleted (name) VALUES ('hourly')");

        assertThat(schedules.delete(id)).isTrue();
        assertThat(schedules.delete(id)).isFalse();
    }

    private boolean isGateWaitedFor() {
        return !database.text(
                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted")
                .equals("0");
    }

    private Connection open(String statement) throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (Statement opened = connection.createStatement()) {
            opened.execute(statement.replace("${schema}", database.schema().quoted()));
        }
        return connection;
    }
}
