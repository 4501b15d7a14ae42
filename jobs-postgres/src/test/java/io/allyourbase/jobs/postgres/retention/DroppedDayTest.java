package io.allyourbase.jobs.postgres.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.host.Health;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.port.Retention;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.slf4j.LoggerFactory;

/** What others do while a day of the history is dropped. */
class DroppedDayTest {
    private final TestDatabase database = TestDatabase.migrated();
    private final PostgresStore store = PostgresStore.of(database.dataSource(), database.schema());
    private final Retention retention = store.work().retention();
    private final ExecutorService upkeep = Executors.newSingleThreadExecutor();
    private final OldDay day = OldDay.in(database);
    private final Connection other;

    DroppedDayTest() throws SQLException {
        other = database.dataSource().getConnection();
        other.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        upkeep.shutdownNow();
        other.rollback();
        other.close();
        database.close();
    }

    @Test
    void a_job_ends_while_a_day_waits_to_be_dropped_for_one_who_reads() throws SQLException {
        JobId ending = enqueue("ending").id();
        Future<?> sweep = sweepWhileSomeoneReads();

        store.admin().cancel(ending);

        assertThat(sweep).isNotDone();
        assertThat(day.isKept()).isTrue();
        other.rollback();
        assertThat(sweep).succeedsWithin(Duration.ofMinutes(1));
        assertThat(store.admin().find(ending).orElseThrow().state()).isEqualTo(JobState.CANCELED);
        assertThat(day.isKept()).isFalse();
    }

    @Test
    void a_job_that_is_retried_while_its_day_waits_keeps_its_key() throws SQLException {
        JobId old = endedThen("old", JobState.FAILED);
        Future<?> sweep = sweepWhileSomeoneReads();

        store.admin().retry(old);

        assertThat(enqueue("old")).isEqualTo(new Enqueued.Duplicate(old));
        other.rollback();
        assertThat(sweep).succeedsWithin(Duration.ofMinutes(1));
        assertThat(enqueue("old")).isEqualTo(new Enqueued.Duplicate(old));
    }

    @Test
    void a_job_that_is_being_retried_as_its_day_goes_keeps_its_key() throws SQLException {
        JobId old = endedThen("old", JobState.FAILED);
        execute("WITH retried AS (DELETE FROM ${schema}._ayb_jobs_history WHERE id = '" + old
                + "' RETURNING *) INSERT INTO ${schema}._ayb_jobs (" + JobRow.COMMON + ") SELECT " + JobRow.COMMON
                + " FROM retried");
        execute("UPDATE ${schema}._ayb_jobs SET state = 'queued' WHERE id = '" + old + "'");
        Future<?> sweep = sweep();
        await().pollInterval(Duration.ofMillis(5)).until(() -> someoneWaits("_ayb_jobs_history_"));

        other.commit();

        assertThat(sweep).succeedsWithin(Duration.ofMinutes(1));
        assertThat(day.isKept()).isFalse();
        assertThat(enqueue("old")).isEqualTo(new Enqueued.Duplicate(old));
    }

    /** A dump, or a transaction that was forgotten. */
    @Test
    void one_who_reads_for_long_only_puts_the_day_off() throws SQLException {
        JobId old = endedThen("old", JobState.COMPLETED);
        execute("SELECT count(*) FROM ${schema}._ayb_jobs_history");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger().addAppender(log);

        try (PostgresJobs jobs = PostgresJobs.builder(database.dataSource())
                .schema(database.schema())
                .handle(JobDefinition.of("other", Integer.class), (number, run) -> {})
                .build()
                .start()) {
            await().atMost(Duration.ofMinutes(1)).until(() -> !log.list.isEmpty());

            assertThat(jobs.health()).isEqualTo(Health.GOOD);
            assertThat(store.admin().find(old)).isPresent();
            assertThat(enqueue("old")).isEqualTo(new Enqueued.Duplicate(old));
            assertThat(store.stats().stats().completed()).isOne();
        } finally {
            logger().detachAppender(log);
        }
        other.rollback();
        retention.sweep(Duration.ofDays(30));
        assertThat(store.admin().find(old)).isEmpty();
        assertThat(enqueue("old")).isInstanceOf(Enqueued.Created.class);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(PostgresRetention.class);
    }

    /** Its keys go all the same. */
    @Test
    void one_who_reads_the_day_that_leaves_puts_its_end_off() throws SQLException {
        endedThen("old", JobState.COMPLETED);
        day.cutOff();
        execute("SELECT count(*) FROM ${schema}._ayb_jobs_history_leaving");

        retention.sweep(Duration.ofDays(30));

        assertThat(enqueue("old")).isInstanceOf(Enqueued.Created.class);
        assertThat(day.isLeaving()).isTrue();
        other.rollback();
        retention.sweep(Duration.ofDays(30));
        assertThat(day.isLeaving()).isFalse();
    }

    @Test
    void one_process_at_a_time_lets_a_day_go() throws SQLException {
        execute("SELECT pg_advisory_xact_lock(hashtext('ayb jobs retention'), hashtext('"
                + database.schema().value() + "'))");

        retention.sweep(Duration.ofDays(30));

        assertThat(day.isKept()).isTrue();
        other.rollback();
        retention.sweep(Duration.ofDays(30));
        assertThat(day.isKept()).isFalse();
    }

    @Test
    void counts_that_are_being_added_up_go_too() throws SQLException {
        day.tell(JobState.COMPLETED, 1);
        day.tell(JobState.COMPLETED, 2);
        execute(Tally.COMPACT.text());
        Future<?> sweep = sweep();
        await().pollInterval(Duration.ofMillis(5)).until(() -> someoneWaits("_ayb_jobs_tally"));

        other.commit();

        assertThat(sweep).succeedsWithin(Duration.ofMinutes(1));
        assertThat(day.isKept()).isFalse();
        assertThat(store.stats().stats().completed()).isZero();
    }

    /** Until the drop waits for that. */
    private Future<?> sweepWhileSomeoneReads() throws SQLException {
        execute("SELECT count(*) FROM ${schema}._ayb_jobs_history");
        Future<?> sweep = sweep();
        await().pollInterval(Duration.ofMillis(5)).until(() -> someoneWaits("_ayb_jobs_history_"));
        return sweep;
    }

    private Future<?> sweep() {
        return upkeep.submit(() -> retention.sweep(Duration.ofDays(30)));
    }

    /** For the other's lock, in a statement that names this. */
    private boolean someoneWaits(String name) throws SQLException {
        int pid = other.unwrap(PGConnection.class).getBackendPID();
        return !database.text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND query LIKE '%" + name + "%' AND " + pid + " = ANY(pg_blocking_pids(pid))")
                .equals("0");
    }

    private void execute(String statement) throws SQLException {
        try (Statement open = other.createStatement()) {
            open.execute(statement.replace("${schema}", database.schema().quoted()));
        }
    }

    private JobId endedThen(String key, JobState state) {
        JobId id = enqueue(key).id();
        store.admin().cancel(id);
        day.take(id, state);
        return id;
    }

    private Enqueued enqueue(String key) {
        return store.queue()
                .enqueue(NewJob.builder(new JobType("mail")).idempotencyKey(key).build());
    }
}
