package io.allyourbase.jobs.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.cursor.Cursor;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.testing.GivenUp;
import io.allyourbase.jobs.postgres.testing.OldSnapshot;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that come in behind the cursor of a claimer for which starting over is dear. */
class PostgresClaimsTest {
    private static final JobType TYPE = new JobType("mail");
    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");
    private static final long STEP = Duration.ofSeconds(2).toNanos();

    private final TestDatabase database = TestDatabase.migrated();
    private final PostgresStore store = PostgresStore.of(database.dataSource(), database.schema());
    private final AtomicLong clock = new AtomicLong();
    /** Each look at its clock takes two seconds, so that every claim seems slow. */
    private final Claims claims =
            new PostgresClaims(new Database(database.dataSource(), database.schema()), () -> clock.addAndGet(STEP));

    private Optional<OldSnapshot> snapshot = Optional.empty();

    @AfterEach
    void close() {
        snapshot.ifPresent(OldSnapshot::close);
        database.close();
    }

    /** Of jobs that came and went while an old snapshot is held; the first slow claim makes the next one count them. */
    private void leaveDeadEntries() {
        snapshot = Optional.of(OldSnapshot.hold());
        store.queue().enqueueAll(Collections.nCopies(5_000, NewJob.of(TYPE, Payload.EMPTY)));
        database.execute("DELETE FROM ${schema}._ayb_jobs");
        assertThat(claim()).isEmpty();
    }

    @Test
    void while_few_entries_are_dead_no_job_waits_behind_the_cursor_however_slow_claims_are() {
        enqueue(LONG_AGO.plusSeconds(10));
        assertThat(claim()).hasSize(1);
        assertThat(claim()).isEmpty();
        JobId behind = enqueue(LONG_AGO);

        assertThat(claim()).extracting(Job::id).containsExactly(behind);
    }

    @Test
    void a_job_behind_the_cursor_is_claimed_within_the_bound() {
        leaveDeadEntries();
        enqueue(LONG_AGO.plusSeconds(10));
        assertThat(claim()).hasSize(1);
        JobId behind = enqueue(LONG_AGO);
        JobId ahead = enqueue(Instant.now());
        long start = clock.get();

        assertThat(claim()).extracting(Job::id).containsExactly(ahead);
        assertThat(claims.untilNextDue(request())).isEmpty();
        while (clock.get() - start < Cursor.LONGEST.toNanos() - STEP) {
            assertThat(claim()).isEmpty();
        }

        assertThat(claim()).extracting(Job::id).containsExactly(behind);
    }

    @Test
    void a_claim_that_the_server_gave_up_while_it_started_over_goes_on_from_the_cursor() throws Exception {
        leaveDeadEntries();
        enqueue(LONG_AGO.plusSeconds(10));
        assertThat(claim()).hasSize(1);
        JobId behind = enqueue(Instant.now().minusSeconds(30));
        JobId ahead = enqueue(Instant.now());
        clock.addAndGet(Cursor.LONGEST.toNanos());

        assertThatThrownBy(() -> GivenUp.call(database, this::claim)).isInstanceOf(QueueUnavailable.class);

        assertThat(claim()).extracting(Job::id).containsExactly(ahead);
        clock.addAndGet(Cursor.LONGEST.toNanos());
        assertThat(claim()).extracting(Job::id).containsExactly(behind);
    }

    @Test
    void an_idle_worker_starts_over_now_and_then_and_not_with_each_poll() {
        leaveDeadEntries();
        enqueue(LONG_AGO.plusSeconds(10));
        assertThat(claim()).hasSize(1);
        clock.addAndGet(Cursor.LONGEST.toNanos());
        assertThat(claims.untilNextDue(request())).isEmpty();
        JobId behind = enqueue(LONG_AGO);
        long start = clock.get();

        while (clock.get() - start < Cursor.LONGEST.toNanos() - STEP) {
            assertThat(claims.untilNextDue(request())).isEmpty();
        }

        assertThat(claims.untilNextDue(request())).contains(Duration.ZERO);
        assertThat(claim()).extracting(Job::id).containsExactly(behind);
    }

    @Test
    void a_cursor_of_one_priority_or_queue_hides_no_job_of_another() {
        leaveDeadEntries();
        enqueue(LONG_AGO.plusSeconds(10));
        assertThat(claim()).hasSize(1);

        JobId urgent =
                store.queue().enqueue(NewJob.builder(TYPE).priority(1).build()).id();
        JobId elsewhere = store.queue()
                .enqueue(NewJob.builder(TYPE)
                        .queue(new QueueName("slow"))
                        .runAt(LONG_AGO)
                        .build())
                .id();

        assertThat(claim()).extracting(Job::id).containsExactly(urgent);
        Claims.Request other =
                new Claims.Request(new WorkerId("w"), new QueueName("slow"), Set.of(TYPE), 10, Duration.ofMinutes(5));
        assertThat(claims.claim(other)).extracting(Job::id).containsExactly(elsewhere);
    }

    @Test
    void a_job_that_came_in_behind_is_claimed_once_claims_come_short() {
        Claims standing = new PostgresClaims(new Database(database.dataSource(), database.schema()), () -> 0);
        Claims.Request hundred = request(100);
        store.queue().enqueueAll(Collections.nCopies(250, NewJob.of(TYPE, Payload.EMPTY)));
        assertThat(standing.claim(hundred)).hasSize(100);
        JobId behind = enqueue(LONG_AGO);

        assertThat(standing.claim(hundred)).hasSize(100);
        assertThat(standing.claim(hundred)).hasSize(50).extracting(Job::id).doesNotContain(behind);
        assertThat(standing.untilNextDue(hundred)).contains(Duration.ZERO);
        assertThat(standing.claim(hundred)).extracting(Job::id).containsExactly(behind);
    }

    /** Dead, and known to be: a look steps over them unseen, but over all their pages. */
    private Claims afterDrain() {
        Claims standing = new PostgresClaims(new Database(database.dataSource(), database.schema()), () -> 0);
        store.queue().enqueueAll(Collections.nCopies(20_000, NewJob.of(TYPE, Payload.EMPTY)));
        enqueue(Instant.now());
        assertThat(standing.claim(request(100_000))).hasSize(20_001);
        database.execute("DELETE FROM ${schema}._ayb_jobs");
        assertThat(standing.untilNextDue(request())).isEmpty();
        return standing;
    }

    @Test
    void after_a_drain_a_job_that_has_just_come_is_claimed_before_those_behind_are_looked_for() {
        Claims standing = afterDrain();
        JobId behind = enqueue(LONG_AGO);
        JobId ahead = enqueue(Instant.now());

        assertThat(standing.claim(request())).extracting(Job::id).containsExactly(ahead);
        assertThat(standing.claim(request())).extracting(Job::id).containsExactly(behind);
    }

    @Test
    void after_a_drain_a_job_that_came_in_behind_is_claimed_at_once_when_it_is_the_only_one() {
        Claims standing = afterDrain();
        JobId behind = enqueue(LONG_AGO);

        assertThat(standing.claim(request())).extracting(Job::id).containsExactly(behind);
    }

    private JobId enqueue(Instant runAt) {
        return store.queue().enqueue(NewJob.builder(TYPE).runAt(runAt).build()).id();
    }

    private List<Job> claim() {
        return claims.claim(request());
    }

    private static Claims.Request request() {
        return request(10);
    }

    private static Claims.Request request(int limit) {
        return new Claims.Request(new WorkerId("w"), QueueName.DEFAULT, Set.of(TYPE), limit, Duration.ofMinutes(5));
    }
}
