package io.allyourbase.jobs.postgres.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.tick.ScheduleTicker;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import io.allyourbase.jobs.schedule.NewSchedule;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A schedule's row is held by somebody who forgot to end a transaction. */
class PostgresTicksTest {
    private static final Duration TICK = Duration.ofSeconds(15);

    private final TestDatabase database = TestDatabase.migrated();
    private final PostgresStore store = PostgresStore.of(database.dataSource(), database.schema());
    private final List<ScheduleId> fired = new ArrayList<>();
    private final ScheduleTicker ticker = new ScheduleTicker(store.work().ticks(), new Events(List.of(this::on)), TICK);

    private void on(JobEvent event) {
        if (event instanceof JobEvent.ScheduleFired fire) {
            fired.add(fire.schedule());
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_others_fire_and_it_does_once_it_is_let_go() throws SQLException {
        ScheduleId held = overdue("held");
        ScheduleId free = overdue("free");

        try (Connection forgotten = hold("held")) {
            ticker.step();
            assertThat(fired).containsExactly(free);
            assertThat(store.stats().stats().queued()).isEqualTo(1);
            assertThat(ticker.step()).isEqualTo(Duration.ofSeconds(1));
            forgotten.rollback();
        }

        ticker.step();
        assertThat(fired).containsExactly(free, held);
    }

    @Test
    void the_others_fire_when_it_is_to_be_disabled() throws SQLException {
        overdue("held");
        ScheduleId free = overdue("free");
        database.execute("UPDATE ${schema}._ayb_schedules SET cron_expr = 'nonsense' WHERE name = 'held'");

        try (Connection forgotten = hold("held")) {
            ticker.step();
            assertThat(fired).containsExactly(free);
            forgotten.rollback();
        }

        ticker.step();
        assertThat(database.text("SELECT enabled FROM ${schema}._ayb_schedules WHERE name = 'held'"))
                .isEqualTo("f");
    }

    private ScheduleId overdue(String name) {
        ScheduleId id = store.schedules()
                .create(NewSchedule.builder(name, new JobType("mail"), "@yearly")
                        .build())
                .orElseThrow()
                .id();
        database.execute("UPDATE ${schema}._ayb_schedules SET next_run_at = now() - interval '1 minute' WHERE name = '"
                + name + "'");
        return id;
    }

    private Connection hold(String name) throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE " + database.schema().quoted()
                    + "._ayb_schedules SET updated_at = now() WHERE name = '" + name + "'");
        }
        return connection;
    }
}
