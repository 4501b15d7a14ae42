package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.OutcomeHandler;
import io.allyourbase.jobs.handler.PermanentFailure;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.RunRecord;
import io.allyourbase.jobs.name.JobId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An operator asks for a job to be canceled while it runs. */
class EngineCancelTest extends EngineHarness {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void a_handler_that_is_interrupted_for_it_ends_the_job_canceled() {
        Job job = canceledWhileIn((payload, run) -> {
            never.await();
            return Outcome.COMPLETED;
        });

        assertThat(job.state()).isEqualTo(JobState.CANCELED);
        assertThat(job.cancelAskedAt()).isPresent();
        assertThat(job.runs()).extracting(RunRecord::result).containsExactly(RunRecord.Result.CANCELED);
        log.await(JobEvent.CancelAsked.class);
        assertThat(log.all(JobEvent.CancelAsked.class)).hasSize(1);
    }

    @Test
    void a_handler_may_tidy_up_and_say_so() {
        Job job = canceledWhileIn((payload, run) -> {
            awaitWord(run);
            return Outcome.CANCELED;
        });

        assertThat(job.state()).isEqualTo(JobState.CANCELED);
    }

    @Test
    void a_handler_that_completes_all_the_same_completes() {
        Job job = canceledWhileIn((payload, run) -> {
            awaitWord(run);
            return Outcome.completed("it was too late");
        });

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.report()).contains("it was too late");
    }

    @Test
    void a_handler_that_would_run_again_later_does_not() {
        Job job = canceledWhileIn((payload, run) -> {
            awaitWord(run);
            return Outcome.snooze(Duration.ZERO);
        });

        assertThat(job.state()).isEqualTo(JobState.CANCELED);
        assertThat(log.await(JobEvent.RunWritten.class).state()).isEqualTo(JobState.CANCELED);
    }

    @Test
    void a_permanent_failure_is_one() {
        Job job = canceledWhileIn((payload, run) -> {
            awaitWord(run);
            throw new PermanentFailure("no such mailbox");
        });

        assertThat(job.state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void a_handler_may_cancel_its_job_unasked() {
        JobId id = enqueue("ada");

        start(MAIL, (payload, run) -> Outcome.CANCELED);

        assertThat(ended(id).state()).isEqualTo(JobState.CANCELED);
    }

    private Job canceledWhileIn(OutcomeHandler<String> handler) {
        JobId id = enqueue("ada");
        start(MAIL, (payload, run) -> {
            begun.countDown();
            return handler.handle(payload, run);
        });
        await().until(() -> begun.getCount() == 0);
        store.admin().askCancel(id);
        return ended(id);
    }

    private void awaitWord(Run run) {
        try {
            never.await();
        } catch (InterruptedException e) {
            assertThat(run.cancelAsked()).isTrue();
            assertThat(run.stillOwner()).isTrue();
        }
    }
}
