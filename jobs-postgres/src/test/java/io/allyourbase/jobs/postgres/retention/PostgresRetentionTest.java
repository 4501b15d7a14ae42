package io.allyourbase.jobs.postgres.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.NotMigrated;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.lifecycle.Decision;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Counts;
import io.allyourbase.jobs.port.Presence;
import io.allyourbase.jobs.port.Retention;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.testing.Publication;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
        OldDay day = OldDay.in(database);
        day.take(old, JobState.CANCELED);
        JobId young = cancel("young");

        retention.sweep(Duration.ofDays(41));
        assertThat(store.admin().find(old)).isPresent();
        assertThat(store.stats().stats().canceled()).isEqualTo(2);

        retention.sweep(Duration.ofDays(30));
        assertThat(store.admin().find(old)).isEmpty();
        assertThat(store.admin().find(young)).isPresent();
        assertThat(store.stats().stats().canceled()).isEqualTo(1);
        assertThat(enqueue("old")).isInstanceOf(Enqueued.Created.class);
        assertThat(enqueue("young")).isEqualTo(new Enqueued.Duplicate(young));
        assertThat(day.isKept() || day.isLeaving()).isFalse();
    }

    @Test
    void a_day_of_failed_jobs_goes_with_their_keys() {
        JobId old = cancel("old");
        OldDay.in(database).take(old, JobState.FAILED);

        retention.sweep(Duration.ofDays(30));

        assertThat(enqueue("old")).isInstanceOf(Enqueued.Created.class);
    }

    @Test
    void what_a_sweep_left_that_was_cut_short_goes_with_the_next() {
        JobId old = cancel("old");
        OldDay day = OldDay.in(database);
        day.take(old, JobState.CANCELED);
        day.cutOff();
        assertThat(store.admin().find(old)).isEmpty();
        assertThat(enqueue("old")).isEqualTo(new Enqueued.Duplicate(old));

        retention.sweep(Duration.ofDays(30));

        assertThat(day.isLeaving()).isFalse();
        assertThat(enqueue("old")).isInstanceOf(Enqueued.Created.class);
        assertThat(store.stats().stats().canceled()).isZero();
    }

    @Test
    void counts_of_a_day_that_is_gone_go_too() {
        JobId canceled = cancel("a");
        OldDay day = OldDay.in(database);
        retention.sweep(Duration.ofDays(30));
        day.tell(JobState.FAILED, -1);

        retention.sweep(Duration.ofDays(30));

        assertThat(store.stats().stats().failed()).isZero();
        assertThat(store.stats().stats().canceled()).isEqualTo(1);
        assertThat(store.admin().find(canceled)).isPresent();
    }

    @Test
    void a_worker_that_has_been_gone_for_a_day_is_forgotten_and_what_it_counted_is_not() {
        Presence presence = store.work().presence();
        presence.beat(worker("gone").counting(new Counts(1, 0, 2, 3)));
        presence.beat(worker("here"));
        database.execute("UPDATE ${schema}._ayb_jobs_workers SET seen_at = now() - interval '25 hours'"
                + " WHERE worker_id = 'gone'");

        retention.sweep(Duration.ofDays(30));

        assertThat(database.text("SELECT string_agg(worker_id, ' ') FROM ${schema}._ayb_jobs_workers"))
                .isEqualTo("here");
        assertThat(database.text("SELECT stale_writes_refused FROM ${schema}._ayb_jobs_counts WHERE worker_id = ''"))
                .isEqualTo("2");
    }

    private static Presence.Worker worker(String name) {
        return new Presence.Worker(new WorkerId(name), Set.of(QueueName.DEFAULT), Set.of(new JobType("mail")), 4);
    }

    @Test
    void partitions_that_are_for_no_day_are_left_alone() {
        JobId old = cancel("old");
        OldDay day = OldDay.in(database);
        day.take(old, JobState.CANCELED);
        database.execute(
                "CREATE TABLE ${schema}._ayb_jobs_history_rest PARTITION OF ${schema}._ayb_jobs_history DEFAULT;"
                        + " CREATE TABLE ${schema}._ayb_jobs_history_20010101_keep PARTITION OF ${schema}._ayb_jobs_history"
                        + " FOR VALUES FROM ('2001-01-01 00:00Z') TO ('2001-02-01 00:00Z');"
                        + " CREATE TABLE ${schema}.kept PARTITION OF ${schema}._ayb_jobs_history"
                        + " FOR VALUES FROM ('2002-01-01 00:00Z') TO ('2002-02-01 00:00Z')");

        assertThat(Migrations.of(database.dataSource(), database.schema()).migrate())
                .isEmpty();
        retention.sweep(Duration.ofDays(30));

        assertThat(day.isKept()).isFalse();
        assertThat(database.text("SELECT count(*) FROM pg_inherits"
                        + " WHERE inhparent = '${schema}._ayb_jobs_history'::regclass AND inhrelid::regclass::text"
                        + " SIMILAR TO '%(_rest|_keep|kept)'"))
                .isEqualTo("3");
        assertThat(store.admin().find(cancel("young"))).isPresent();
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

        assertThat(database.text("SELECT count(*) = count(DISTINCT day) FROM ${schema}._ayb_jobs_tally"))
                .isEqualTo("t");
        assertThat(store.stats().stats().canceled()).isEqualTo(20);
    }

    @Test
    void many_counts_are_added_up_batch_by_batch() {
        int many = Tally.BATCH + 10;
        database.execute("INSERT INTO ${schema}._ayb_jobs_tally"
                + " SELECT (now() AT TIME ZONE 'UTC')::date, 'failed', 1 FROM generate_series(1, " + many + ")");

        String left = new Database(database.dataSource(), database.schema()).transaction(Database.Mode.UPKEEP, tx -> {
            tx.query(Tally.COMPACT, List.of(), row -> row.number("n"));
            return tx.query(ROWS, List.of(), row -> row.text("n")).get(0);
        });
        assertThat(left).isEqualTo("11");
        retention.sweep(Duration.ofDays(30));

        assertThat(database.text("SELECT count(*) FROM ${schema}._ayb_jobs_tally"))
                .isEqualTo("1");
        assertThat(store.stats().stats().failed()).isEqualTo(many);
    }

    private static final Sql ROWS = Sql.of("SELECT count(*)::text AS n FROM ${schema}._ayb_jobs_tally");

    @Test
    void what_fails_keeps_nothing_else_from_being_done() {
        JobId old = cancel("old");
        OldDay day = OldDay.in(database);
        day.take(old, JobState.CANCELED);
        store.work().presence().beat(worker("gone"));
        database.execute("UPDATE ${schema}._ayb_jobs_workers SET seen_at = now() - interval '25 hours'");
        database.execute("ALTER TABLE ${schema}._ayb_jobs_tally RENAME n TO m");

        assertThatThrownBy(() -> retention.sweep(Duration.ofDays(30))).isInstanceOf(NotMigrated.class);

        assertThat(day.isKept() || day.isLeaving()).isFalse();
        assertThat(database.text("SELECT count(*) FROM ${schema}._ayb_jobs_workers"))
                .isEqualTo("0");
    }

    /** As a program of the release before makes it. */
    @Test
    void a_published_partition_that_was_made_without_an_identity_gets_one() {
        JobId old = cancel("old");
        OldDay.in(database).take(old, JobState.FAILED);
        Publication.of(database);
        assertThatThrownBy(() -> store.admin().retry(old)).hasMessageContaining("replica identity");

        retention.sweep(Duration.ofDays(41));

        assertThat(store.admin().retry(old).orElseThrow()).isInstanceOf(Decision.Moved.class);
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
