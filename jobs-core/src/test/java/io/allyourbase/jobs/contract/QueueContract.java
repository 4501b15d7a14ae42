package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Attempts;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store does when jobs are enqueued. */
public abstract class QueueContract extends StoreContract {
    @Test
    void a_new_job_is_as_it_was_given_and_due_now() {
        JobId id = enqueue(job().queue(new QueueName("slow")).priority(2).maxAttempts(7));

        Job job = find(id);

        assertThat(job.type()).isEqualTo(TYPE);
        assertThat(job.queue()).isEqualTo(new QueueName("slow"));
        assertThat(job.priority()).isEqualTo(2);
        assertThat(job.payload()).isEqualTo(Payload.of("{\"to\":\"ada\"}"));
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.attempts()).isEqualTo(new Attempts(0, 7));
        assertThat(job.fence()).isEqualTo(Fence.NONE);
        assertThat(job.runAt()).isEqualTo(job.createdAt()).isEqualTo(job.updatedAt());
        assertThat(job.lease()).isEmpty();
        assertThat(job.lastError()).isEmpty();
        assertThat(job.lastRunAt()).isEmpty();
        assertThat(job.idempotencyKey()).isEmpty();
        assertThat(job.scheduleId()).isEmpty();
        assertThat(job.finishedAt()).isEmpty();
        assertThat(job.failedRuns()).isEmpty();
    }

    @Test
    void the_payload_comes_back_to_the_letter() {
        Payload odd = Payload.of("{ \"b\": 1.50, \"a\" : \"\\u00e9 ✓ 𝄞\", \"a\": [ ] }");

        assertThat(find(enqueue(job().payload(odd))).payload()).isEqualTo(odd);
    }

    @Test
    void a_delay_counts_from_the_stores_clock_and_an_instant_is_kept() {
        Instant instant = Instant.parse("2040-02-29T23:59:59.123456Z");

        Job delayed = find(enqueue(job().delay(Duration.ofHours(2))));
        Job dated = find(enqueue(job().runAt(instant)));

        assertThat(delayed.runAt()).isEqualTo(delayed.createdAt().plus(Duration.ofHours(2)));
        assertThat(dated.runAt()).isEqualTo(instant);
    }

    @Test
    void a_key_names_one_job_of_its_type() {
        Enqueued first = store.queue().enqueue(job().idempotencyKey("order-1").build());
        Enqueued again = store.queue()
                .enqueue(job().idempotencyKey("order-1").priority(1).build());
        Enqueued otherType = store.queue()
                .enqueue(NewJob.builder(new JobType("invoice"))
                        .idempotencyKey("order-1")
                        .build());

        assertThat(first).isInstanceOf(Enqueued.Created.class);
        assertThat(again).isEqualTo(new Enqueued.Duplicate(first.id()));
        assertThat(otherType).isInstanceOf(Enqueued.Created.class);
        assertThat(find(first.id()).priority()).isEqualTo(NewJob.DEFAULT_PRIORITY);
        assertThat(find(first.id()).idempotencyKey()).contains("order-1");
    }

    @Test
    void a_key_still_names_its_job_when_that_has_ended() {
        JobId id = enqueue(job().idempotencyKey("order-1"));
        store.admin().cancel(id);

        assertThat(store.queue().enqueue(job().idempotencyKey("order-1").build()))
                .isEqualTo(new Enqueued.Duplicate(id));
    }

    @Test
    void a_key_that_occurs_twice_in_a_list_makes_one_job() {
        NewJob job = job().idempotencyKey("order-1").build();

        List<Enqueued> answers = store.queue().enqueueAll(List.of(job, job().build(), job));

        assertThat(answers.get(0)).isInstanceOf(Enqueued.Created.class);
        assertThat(answers.get(1)).isInstanceOf(Enqueued.Created.class);
        assertThat(answers.get(2))
                .isEqualTo(new Enqueued.Duplicate(answers.get(0).id()));
        assertThat(claim(10)).hasSize(2);
    }

    @Test
    void a_callers_own_id_makes_a_repeated_enqueue_harmless() {
        JobId id = new JobId(UUID.fromString("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"));
        NewJob job = job().id(id).build();

        assertThat(store.queue().enqueue(job)).isEqualTo(new Enqueued.Created(id));
        assertThat(store.queue().enqueueAll(List.of(job, job)))
                .containsExactly(new Enqueued.Duplicate(id), new Enqueued.Duplicate(id));
        store.admin().cancel(id);
        assertThat(store.queue().enqueue(job)).isEqualTo(new Enqueued.Duplicate(id));
    }

    @Test
    void a_key_is_not_spent_on_an_id_that_was_another_jobs_already() {
        JobId id = enqueue();

        Enqueued refused =
                store.queue().enqueue(job().id(id).idempotencyKey("order-1").build());
        Enqueued fresh = store.queue().enqueue(job().idempotencyKey("order-1").build());

        assertThat(refused).isEqualTo(new Enqueued.Duplicate(id));
        assertThat(fresh).isInstanceOf(Enqueued.Created.class);
    }

    @Test
    void a_long_list_is_enqueued_whole_and_answered_in_order() {
        List<NewJob> jobs = IntStream.range(0, 2_500)
                .mapToObj(i -> job().payload(Payload.of(Integer.toString(i))).build())
                .toList();

        List<Enqueued> answers = store.queue().enqueueAll(jobs);

        assertThat(answers).hasSize(2_500).allMatch(Enqueued.Created.class::isInstance);
        assertThat(find(answers.get(0).id()).payload()).isEqualTo(Payload.of("0"));
        assertThat(find(answers.get(1_234).id()).payload()).isEqualTo(Payload.of("1234"));
        assertThat(find(answers.get(2_499).id()).payload()).isEqualTo(Payload.of("2499"));
        assertThat(store.stats().stats().queued()).isEqualTo(2_500);
    }

    @Test
    void an_empty_list_does_nothing() {
        assertThat(store.queue().enqueueAll(List.of())).isEmpty();
        assertThat(store.admin().list(JobFilter.ALL, PageRequest.first(1)).jobs())
                .isEmpty();
    }
}
