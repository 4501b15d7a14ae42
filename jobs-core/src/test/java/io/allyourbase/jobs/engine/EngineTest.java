package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.PermanentFailure;
import io.allyourbase.jobs.job.FailedRun;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.payload.Payload;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a run. */
class EngineTest extends EngineHarness {
    @Test
    void a_job_is_run_once_with_its_payload_and_completes_with_its_report() {
        JobId id = enqueue("ada");
        AtomicInteger runs = new AtomicInteger();

        start(MAIL, (payload, run) -> {
            runs.incrementAndGet();
            return Outcome.completed("sent to " + payload + " as run " + run.fence());
        });

        Job job = ended(id);
        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.report()).contains("sent to ada as run 1");
        assertThat(runs).hasValue(1);
    }

    @Test
    void a_handler_that_always_throws_ends_failed_after_exactly_its_attempts_with_every_error() {
        JobId id = enqueue("ada");
        AtomicInteger runs = new AtomicInteger();

        start(MAIL, (payload, run) -> {
            throw new IllegalStateException("no " + runs.incrementAndGet(), new IOException("broken pipe"));
        });

        Job job = ended(id);
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(runs).hasValue(NewJob.DEFAULT_MAX_ATTEMPTS);
        assertThat(job.failedRuns())
                .extracting(FailedRun::error)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 4)
                        .mapToObj(n -> "java.lang.IllegalStateException: no " + n
                                + "; caused by java.io.IOException: broken pipe")
                        .toList());
    }

    @Test
    void an_error_costs_one_attempt_and_not_the_worker() {
        JobId first = enqueue("ada");

        start(MAIL, (payload, run) -> {
            if (run.attempt() == 1) {
                throw new StackOverflowError();
            }
            return Outcome.COMPLETED;
        });

        assertThat(ended(first).state()).isEqualTo(JobState.COMPLETED);
        assertThat(ended(first).failedRuns()).hasSize(1);
        assertThat(ended(enqueue("bob")).state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void a_permanent_failure_and_an_unreadable_payload_end_at_once() {
        JobId permanent = enqueue("ada");
        JobId unreadable = enqueue("unreadable");

        start(MAIL, (payload, run) -> {
            throw new PermanentFailure("no such mailbox");
        });

        assertThat(ended(permanent).attempts().used()).isEqualTo(1);
        assertThat(ended(permanent).state()).isEqualTo(JobState.FAILED);
        assertThat(ended(unreadable).attempts().used()).isEqualTo(1);
        assertThat(ended(unreadable).lastError().orElseThrow()).contains("payload does not fit");
    }

    @Test
    void a_payload_of_the_handlers_own_making_that_is_refused_costs_one_attempt() {
        JobId id = store.queue()
                .enqueue(NewJob.builder(MAIL.type())
                        .payload(Payload.of("\"ada\""))
                        .maxAttempts(2)
                        .build())
                .id();

        start(MAIL, (payload, run) -> {
            store.queue().enqueue(NewJob.of(MAIL.type(), Payload.of("no JSON")));
            return Outcome.COMPLETED;
        });

        assertThat(ended(id).state()).isEqualTo(JobState.FAILED);
        assertThat(ended(id).failedRuns()).hasSize(2);
    }

    @Test
    void a_snoozed_job_runs_again_and_keeps_its_attempts() {
        JobId id = enqueue("ada");
        AtomicInteger runs = new AtomicInteger();

        start(MAIL, (payload, run) -> {
            assertThat(run.attempt()).isEqualTo(1);
            return runs.incrementAndGet() < 10 ? Outcome.snooze(Duration.ZERO) : Outcome.COMPLETED;
        });

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
        assertThat(ended(id).fence().value()).isEqualTo(10);
    }

    @Test
    void a_run_that_takes_too_long_fails_even_when_its_handler_swallows_the_interrupt() {
        CountDownLatch release = new CountDownLatch(1);
        JobId id = store.queue()
                .enqueue(NewJob.builder(MAIL.type())
                        .payload(Payload.of("\"ada\""))
                        .maxAttempts(1)
                        .build())
                .id();

        start(MAIL.timeout(Duration.ofMillis(50)), (payload, run) -> {
            boolean ended = false;
            while (!ended) {
                try {
                    ended = release.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    assertThat(run.stillOwner()).isFalse();
                }
            }
            return Outcome.COMPLETED;
        });

        Job job = ended(id);
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.lastError()).contains("timed out: the run took longer than PT0.05S");
        release.countDown();
        assertThat(ended(enqueue("bob")).state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void a_type_no_one_handles_waits_and_keeps_its_attempts() {
        JobId other = store.queue()
                .enqueue(NewJob.of(new JobType("sms"), Payload.EMPTY))
                .id();

        start(MAIL, (payload, run) -> Outcome.COMPLETED);

        ended(enqueue("ada"));
        Job waiting = store.admin().find(other).orElseThrow();
        assertThat(waiting.state()).isEqualTo(JobState.QUEUED);
        assertThat(waiting.attempts().used()).isZero();
    }
}
