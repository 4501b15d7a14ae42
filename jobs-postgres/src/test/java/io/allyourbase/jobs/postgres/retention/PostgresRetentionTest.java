package io.allyourbase.jobs.postgres.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.port.Retention;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresRetentionTest {
    private final TestDatabase database = TestDatabase.migrated();
    private final PostgresStore store = PostgresStore.of(database.dataSource(), database.schema());
    private final Retention retention = store.work().retention();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_day_that_is_over_goes_with_its_jobs_keys_and_counts() {
        JobId old = cancel("old");
        JobId young = cancel("young");
        LocalDate longAgo = LocalDate.parse(database.text("SELECT (now() AT TIME ZONE 'UTC')::date - 40"));
        addPartition(longAgo);
        database.execute("UPDATE ${schema}._ayb_jobs_history SET finished_at = '" + longAgo + " 12:00+00' WHERE id = '"
                + old + "'; DELETE FROM ${schema}._ayb_jobs_tally; INSERT INTO ${schema}._ayb_jobs_tally VALUES ('"
                + longAgo + "', 'canceled', 1), (now(), 'canceled', 1)");

        retention.sweep(Duration.ofDays(41));
        assertThat(store.admin().find(old)).isPresent();

        retention.sweep(Duration.ofDays(30));
        assertThat(store.admin().find(old)).isEmpty();
        assertThat(store.admin().find(young)).isPresent();
        assertThat(store.stats().stats().canceled()).isEqualTo(1);
        assertThat(enqueue("old")).isInstanceOf(Enqueued.Created.class);
        assertThat(enqueue("young")).isEqualTo(new Enqueued.Duplicate(young));
    }

    @Test
    void a_job_ends_while_a_day_waits_to_be_dropped_for_one_who_reads() throws Exception {
        LocalDate longAgo = LocalDate.parse(database.text("SELECT (now() AT TIME ZONE 'UTC')::date - 40"));
        addPartition(longAgo);
        JobId ending = enqueue("ending").id();
        ExecutorService upkeep = Executors.newSingleThreadExecutor();
        try (Connection reader = database.dataSource().getConnection();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("SELECT count(*) FROM " + database.schema().quoted() + "._ayb_jobs_history");
            Future<?> sweep = upkeep.submit(() -> retention.sweep(Duration.ofDays(30)));
            await().pollInterval(Duration.ofMillis(5)).until(this::someoneWaitsForTheHistory);

            store.admin().cancel(ending);

            assertThat(sweep).isNotDone();
            assertThat(partition(longAgo)).isPresent();
            reader.rollback();
            assertThat(sweep).succeedsWithin(Duration.ofMinutes(1));
        } finally {
            upkeep.shutdownNow();
        }
        assertThat(store.admin().find(ending).orElseThrow().state()).isEqualTo(JobState.CANCELED);
        assertThat(partition(longAgo)).isEmpty();
    }

    private boolean someoneWaitsForTheHistory() {
        return !database.text("SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'"
                        + " AND relation = '${schema}._ayb_jobs_history'::regclass")
                .equals("0");
    }

    private Optional<String> partition(LocalDate day) {
        return Optional.ofNullable(database.text("SELECT to_regclass('${schema}._ayb_jobs_history_"
                + day.toString().replace("-", "") + "')::text"));
    }

    @Test
    void a_missing_partition_is_made_when_a_job_ends() {
        String today = database.text("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD')");
        database.execute("DROP TABLE ${schema}._ayb_jobs_history_" + today);

        JobId canceled = cancel("a");

        assertThat(store.admin().find(canceled).orElseThrow().canceledAt()).isPresent();
    }

    @Test
    void the_counts_are_added_up_and_stay_right() {
        for (int i = 0; i < 20; i++) {
            cancel("k" + i);
        }

        retention.sweep(Duration.ofDays(30));

        assertThat(database.text("SELECT count(*) FROM ${schema}._ayb_jobs_tally"))
                .isEqualTo("1");
        assertThat(store.stats().stats().canceled()).isEqualTo(20);
    }

    private void addPartition(LocalDate day) {
        database.execute("CREATE TABLE ${schema}." + "_ayb_jobs_history_"
                + day.toString().replace("-", "")
                + " PARTITION OF ${schema}._ayb_jobs_history FOR VALUES FROM ('"
                + day.atStartOfDay().atOffset(ZoneOffset.UTC) + "') TO ('"
                + day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC) + "')");
    }

    private JobId cancel(String key) {
        JobId id = enqueue(key).id();
        store.admin().cancel(id);
        return id;
    }

    private Enqueued enqueue(String key) {
        return store.queue()
                .enqueue(NewJob.builder(new JobType("mail")).idempotencyKey(key).build());
    }
}
