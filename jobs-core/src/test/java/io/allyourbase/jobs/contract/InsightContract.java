package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.explain.JobFacts;
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

    private static Presence.Worker worker(String id, QueueName queue, JobType type) {
        return new Presence.Worker(new WorkerId(id), Set.of(queue), Set.of(type), 4);
    }

    private JobFacts facts(JobId id) {
        return store.insight().facts(id).orElseThrow();
    }
}
