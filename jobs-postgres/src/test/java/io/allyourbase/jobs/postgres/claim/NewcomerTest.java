package io.allyourbase.jobs.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.cursor.Cursor;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.testing.EntriesRead;
import io.allyourbase.jobs.postgres.testing.GivenUp;
import io.allyourbase.jobs.postgres.testing.OldSnapshot;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker that has claimed nothing yet, while an old snapshot keeps what the index has of jobs that others claimed. */
class NewcomerTest {
    private static final int CLAIMED = 3_000;
    private static final int FEW = 100;
    private static final Claims.Request REQUEST = new Claims.Request(
            new WorkerId("w"), QueueName.DEFAULT, Set.of(new JobType("mail")), 10, Duration.ofMinutes(5));

    private final TestDatabase database = TestDatabase.ofOneSession();

    private final PostgresStore store = PostgresStore.of(database.dataSource(), database.schema());
    private final AtomicLong nanos = new AtomicLong();
    /** Each look at its clock takes a second, which is long. */
    private final PostgresClaims claims = new PostgresClaims(
            new Database(database.dataSource(), database.schema()),
            () -> nanos.addAndGet(Duration.ofSeconds(1).toNanos()));

    private final OldSnapshot snapshot = OldSnapshot.hold();

    @BeforeEach
    void others_claim_jobs() {
        others_claim_jobs("1 hour");
    }

    private void others_claim_jobs(String dueBefore) {
        database.execute("INSERT INTO ${schema}._ayb_jobs SELECT gen_random_uuid(), 'mail', 'default', 5, '{}', "
                + "'queued', now() - interval '" + dueBefore + "', 0, 4, 0, now(), now() FROM generate_series(1, "
                + CLAIMED
                + ")");
        database.execute("DELETE FROM ${schema}._ayb_jobs WHERE state = 'queued'");
    }

    @AfterEach
    void close() {
        snapshot.close();
        database.close();
    }

    @Test
    void it_does_not_walk_over_all_of_them_with_each_look() {
        assertThat(entriesReadBy(() -> assertThat(claims.untilNextDue(REQUEST)).isEmpty()))
                .isGreaterThanOrEqualTo(CLAIMED);

        assertThat(entriesReadBy(() -> assertThat(claims.untilNextDue(REQUEST)).isEmpty()))
                .isLessThan(FEW);
        JobId job = enqueue(Instant.now());
        assertThat(entriesReadBy(() ->
                        assertThat(claims.claim(REQUEST)).extracting(Job::id).containsExactly(job)))
                .isLessThan(FEW);
    }

    @Test
    void nor_does_it_when_it_claims_less_urgent_jobs_as_many_as_it_can() {
        Claims.Request one =
                new Claims.Request(REQUEST.worker(), REQUEST.queues(), REQUEST.types(), 1, REQUEST.lease());
        store.queue()
                .enqueueAll(Collections.nCopies(
                        3, NewJob.builder(new JobType("mail")).priority(9).build()));
        assertThat(claims.claim(one)).hasSize(1);
        assertThat(claims.claim(one)).hasSize(1);

        assertThat(entriesReadBy(() -> assertThat(claims.claim(one)).hasSize(1)))
                .isLessThan(FEW);
    }

    @Test
    void a_job_that_commits_late_is_found_at_once() {
        assertThat(claims.untilNextDue(REQUEST)).isEmpty();
        JobId late = enqueue(Instant.now().minusSeconds(5));

        assertThat(claims.claim(REQUEST)).extracting(Job::id).containsExactly(late);
    }

    @Test
    void when_walking_over_all_is_given_up_it_begins_with_what_has_lately_become_due() throws Exception {
        giveUpAClaim();
        JobId job = enqueue(Instant.now().minusSeconds(30));

        assertThat(entriesReadBy(() ->
                        assertThat(claims.claim(REQUEST)).extracting(Job::id).containsExactly(job)))
                .isLessThan(FEW);
    }

    @Test
    void then_it_reaches_back_further_each_time_until_it_finds_the_oldest() throws Exception {
        giveUpAClaim();
        JobId recent = enqueue(Instant.now().minusSeconds(30));
        JobId older = enqueue(Instant.now().minus(Duration.ofMinutes(10)));
        JobId oldest = enqueue(Instant.parse("2001-01-01T00:00:00Z"));
        List<JobId> found = new ArrayList<>();

        for (int look = 0; look < 20; look++) {
            nanos.addAndGet(Cursor.LONGEST.toNanos() * 4);
            claims.claim(REQUEST).forEach(job -> found.add(job.id()));
        }

        assertThat(found).containsExactly(recent, older, oldest);
    }

    @Test
    void one_that_was_busy_for_long_does_not_go_back_to_where_it_was() throws Exception {
        Claims.Request one =
                new Claims.Request(REQUEST.worker(), REQUEST.queues(), REQUEST.types(), 1, REQUEST.lease());
        enqueue(Instant.now().minus(Duration.ofMinutes(59)));
        assertThat(claims.claim(one)).hasSize(1);
        others_claim_jobs("30 minutes");
        // From the start, and then from where it was.
        giveUpAClaim();
        giveUpAClaim();

        assertThat(claims.claim(one)).isEmpty();
        assertThat(entriesReadBy(() -> assertThat(claims.untilNextDue(one)).isEmpty()))
                .isLessThan(FEW);
    }

    @Test
    void so_it_does_with_more_queues_than_one_claim_looks_into() {
        List<QueueName> queues =
                IntStream.range(0, 20).mapToObj(i -> new QueueName("q" + i)).toList();
        Claims.Request many = new Claims.Request(REQUEST.worker(), queues, REQUEST.types(), 10, REQUEST.lease());
        assertThatThrownBy(() -> GivenUp.call(database, () -> claims.claim(many)))
                .isInstanceOf(QueueUnavailable.class);
        JobId job = enqueue(queues.get(7), Instant.now().minusSeconds(30));

        assertThat(entriesReadBy(
                        () -> assertThat(claims.claim(many)).extracting(Job::id).containsExactly(job)))
                .isLessThan(FEW);
        JobId older = enqueue(queues.get(9), Instant.now().minus(Duration.ofHours(3)));
        await().untilAsserted(
                        () -> assertThat(claims.claim(many)).extracting(Job::id).containsExactly(older));
    }

    private void giveUpAClaim() throws Exception {
        assertThatThrownBy(() -> GivenUp.call(database, () -> claims.claim(REQUEST)))
                .isInstanceOf(QueueUnavailable.class);
    }

    private JobId enqueue(Instant runAt) {
        return enqueue(QueueName.DEFAULT, runAt);
    }

    private JobId enqueue(QueueName queue, Instant runAt) {
        return store.queue()
                .enqueue(NewJob.builder(new JobType("mail"))
                        .queue(queue)
                        .runAt(runAt)
                        .build())
                .id();
    }

    private long entriesReadBy(Runnable look) {
        return EntriesRead.by(database, "_ayb_jobs_due", look);
    }
}
