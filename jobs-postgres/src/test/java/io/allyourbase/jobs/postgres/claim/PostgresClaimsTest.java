package io.allyourbase.jobs.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_job_behind_the_cursor_is_claimed_within_the_bound() {
        enqueue(LONG_AGO.plusSeconds(10));
        assertThat(claim()).hasSize(1);
        JobId behind = enqueue(LONG_AGO);
        JobId ahead = enqueue(LONG_AGO.plusSeconds(20));
        long start = clock.get();

        assertThat(claim()).extracting(Job::id).containsExactly(ahead);
        assertThat(claims.untilNextDue(request())).isEmpty();
        while (clock.get() - start < Cursor.LONGEST.toNanos() - STEP) {
            assertThat(claim()).isEmpty();
        }

        assertThat(claim()).extracting(Job::id).containsExactly(behind);
    }

    @Test
    void a_cursor_of_one_priority_or_queue_hides_no_job_of_another() {
        enqueue(LONG_AGO.plusSeconds(10));
        assertThat(claim()).hasSize(1);

        JobId urgent = store.queue()
                .enqueue(NewJob.builder(TYPE).priority(1).runAt(LONG_AGO).build())
                .id();
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

    private JobId enqueue(Instant runAt) {
        return store.queue().enqueue(NewJob.builder(TYPE).runAt(runAt).build()).id();
    }

    private List<Job> claim() {
        return claims.claim(request());
    }

    private static Claims.Request request() {
        return new Claims.Request(new WorkerId("w"), QueueName.DEFAULT, Set.of(TYPE), 10, Duration.ofMinutes(5));
    }
}
