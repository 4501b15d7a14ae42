package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.explain.JobFacts;
import io.allyourbase.jobs.explain.LiveWorker;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store knows of why a job is where it is. */
public abstract class InsightContract extends StoreContract {
    @Test
    void an_unknown_job_has_no_facts() {
        assertThat(store.insight().facts(new JobId(new UUID(1, 2)))).isEmpty();
    }

    @Test
    void those_ahead_are_due_and_claimed_before_it_in_its_queue() {
        Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
        enqueue(job().priority(1));
        enqueue(job().priority(1).delay(Duration.ofHours(1)));
        enqueue(job().runAt(longAgo));
        JobId job = enqueue(job().runAt(longAgo.plusSeconds(1)));
        enqueue(job().runAt(longAgo.plusSeconds(2)));
        enqueue(job().priority(9).runAt(longAgo));
        enqueue(job().priority(1).queue(new QueueName("other")));

        JobFacts facts = facts(job);

        assertThat(facts.ahead()).isEqualTo(2);
        assertThat(facts.isDue()).isTrue();
        assertThat(facts.job()).isEqualTo(find(job));
    }

    @Test
    void nothing_is_ahead_of_a_job_that_is_not_due_or_not_queued() {
        JobId later = enqueue(job().delay(Duration.ofHours(1)));
        enqueue();
        enqueue();
        Job running = claim(1).get(0);

        assertThat(facts(later).ahead()).isZero();
        assertThat(facts(later).isDue()).isFalse();
        assertThat(facts(running.id()).ahead()).isZero();
    }

    @Test
    void workers_that_are_there_and_take_its_queue_and_type_are_counted() {
        JobId job = enqueue();
        work.presence().beat(worker("takes it", QueueName.DEFAULT, TYPE));
        work.presence().beat(worker("takes it too", QueueName.DEFAULT, TYPE));
        work.presence().beat(worker("other type", QueueName.DEFAULT, new JobType("sms")));
        work.presence().beat(worker("other queue", new QueueName("bulk"), TYPE));
        assertThat(facts(job).liveWorkers()).isEqualTo(2);

        work.presence().beat(worker("takes it", QueueName.DEFAULT, TYPE));
        work.presence().leave(new WorkerId("takes it too"));

        assertThat(facts(job).liveWorkers()).isEqualTo(1);
    }

    @Test
    void workers_are_listed_as_they_started_with_what_they_take_and_how_many_jobs_they_run() {
        Presence.Worker first = worker(WORKER.value(), QueueName.DEFAULT, TYPE);
        work.presence().beat(first);
        work.presence().beat(worker("another", new QueueName("bulk"), new JobType("sms")));
        work.presence().beat(first);
        enqueue();
        enqueue();
        enqueue();
        claim(2);

        assertThat(store.insight().workers())
                .extracting(
                        LiveWorker::id,
                        LiveWorker::queues,
                        LiveWorker::types,
                        LiveWorker::concurrency,
                        LiveWorker::running)
                .containsExactly(
                        tuple(WORKER, Set.of(QueueName.DEFAULT), Set.of(TYPE), 4, 2),
                        tuple(
                                new WorkerId("another"),
                                Set.of(new QueueName("bulk")),
                                Set.of(new JobType("sms")),
                                4,
                                0));
        assertThat(store.insight().workers())
                .allSatisfy(worker -> assertThat(worker.seenAt()).isAfterOrEqualTo(worker.startedAt()));
    }

    @Test
    void a_worker_that_has_left_is_not_listed_and_a_run_whose_lease_ended_is_nobodys() {
        work.presence().beat(worker(WORKER.value(), QueueName.DEFAULT, TYPE));
        work.presence().beat(worker("another", QueueName.DEFAULT, TYPE));
        enqueue();
        Job job = work.claims().claim(request(1, NO_LEASE)).get(0);
        await().until(() -> store.insight()
                .facts(job.id())
                .orElseThrow()
                .now()
                .isAfter(job.lease().orElseThrow().until()));
        work.presence().leave(new WorkerId("another"));

        assertThat(store.insight().workers())
                .extracting(LiveWorker::id, LiveWorker::running)
                .containsExactly(tuple(WORKER, 0));
    }

    private static Presence.Worker worker(String id, QueueName queue, JobType type) {
        return new Presence.Worker(new WorkerId(id), Set.of(queue), Set.of(type), 4);
    }

    private JobFacts facts(JobId id) {
        return store.insight().facts(id).orElseThrow();
    }
}
