package io.allyourbase.jobs.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Claims of so many queues or types that they can't all be asked for in one statement. */
class ManyClaimsTest {
    private static final List<QueueName> QUEUES =
            IntStream.range(0, 200).mapToObj(n -> new QueueName("queue " + n)).toList();
    private static final Set<JobType> TYPES =
            IntStream.range(0, 200).mapToObj(n -> new JobType("type " + n)).collect(Collectors.toSet());
    private static final JobType TYPE = new JobType("type 7");

    private final TestDatabase database = TestDatabase.migrated();
    private final PostgresStore store = PostgresStore.of(database.dataSource(), database.schema());
    private final Claims claims = store.work().claims();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void jobs_in_many_queues_are_all_claimed_once() {
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            jobs.add(job(TYPE, QUEUES.get(i % 200)).priority(1 + i % 9).build());
        }
        store.queue().enqueueAll(jobs);

        List<JobId> claimed = claimAll(request(QUEUES, Set.of(TYPE), 70));

        assertThat(claimed).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(claims.untilNextDue(request(QUEUES, Set.of(TYPE), 1))).isEmpty();
    }

    @Test
    void a_full_queue_keeps_no_other_waiting() {
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            jobs.add(job(TYPE, QUEUES.get(3)).build());
        }
        jobs.add(job(TYPE, QUEUES.get(150)).build());
        store.queue().enqueueAll(jobs);

        List<Job> two = new ArrayList<>(claims.claim(request(QUEUES, Set.of(TYPE), 10)));
        two.addAll(claims.claim(request(QUEUES, Set.of(TYPE), 10)));

        assertThat(two).extracting(Job::queue).contains(QUEUES.get(150), QUEUES.get(3));
    }

    @Test
    void queues_that_were_not_asked_for_and_jobs_not_due_wait() {
        store.queue().enqueue(job(TYPE, new QueueName("other")).build());
        store.queue()
                .enqueue(job(TYPE, QUEUES.get(9)).delay(Duration.ofHours(2)).build());

        assertThat(claims.claim(request(QUEUES, Set.of(TYPE), 10))).isEmpty();
        assertThat(claims.untilNextDue(request(QUEUES, Set.of(TYPE), 10)).orElseThrow())
                .isBetween(Duration.ofMinutes(119), Duration.ofHours(2));
    }

    @Test
    void of_many_types_those_that_are_not_handled_wait_untouched() {
        List<JobId> foreign = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            foreign.add(store.queue()
                    .enqueue(job(new JobType("foreign " + i % 5), QueueName.DEFAULT)
                            .build())
                    .id());
        }
        JobId ours = store.queue().enqueue(job(TYPE, QueueName.DEFAULT).build()).id();
        Claims.Request request = request(List.of(QueueName.DEFAULT), TYPES, 10);

        assertThat(claims.claim(request)).extracting(Job::id).containsExactly(ours);
        assertThat(claims.claim(request)).isEmpty();
        assertThat(claims.untilNextDue(request)).isEmpty();
        for (JobId id : foreign) {
            Job job = store.admin().find(id).orElseThrow();
            assertThat(job.state()).isEqualTo(JobState.QUEUED);
            assertThat(job.fence().value()).isZero();
        }
    }

    @Test
    void a_claim_of_many_types_is_full_whatever_lies_between() {
        for (int i = 0; i < 20; i++) {
            store.queue()
                    .enqueue(job(new JobType("foreign " + i), QueueName.DEFAULT).build());
            store.queue().enqueue(job(TYPE, QueueName.DEFAULT).build());
        }

        assertThat(claims.claim(request(List.of(QueueName.DEFAULT), TYPES, 10)))
                .hasSize(10)
                .extracting(Job::type)
                .containsOnly(TYPE);
    }

    private List<JobId> claimAll(Claims.Request request) {
        List<JobId> all = new ArrayList<>();
        for (List<Job> some = claims.claim(request); !some.isEmpty(); some = claims.claim(request)) {
            assertThat(some).hasSizeLessThanOrEqualTo(request.limit());
            some.forEach(job -> all.add(job.id()));
        }
        return all;
    }

    private static NewJob.Builder job(JobType type, QueueName queue) {
        return NewJob.builder(type).queue(queue);
    }

    private static Claims.Request request(List<QueueName> queues, Set<JobType> types, int limit) {
        return new Claims.Request(new WorkerId("w"), queues, types, limit, Duration.ofMinutes(5));
    }
}
