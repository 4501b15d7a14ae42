package io.allyourbase.jobs.testing.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.event.RunEnd;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.PermanentFailure;
import io.allyourbase.jobs.job.JobState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What fails is seen by the test, and retried as in production. */
class TestJobsFailuresTest extends TestJobsHarness {
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(5);

    private final IOException down = new IOException("the server is down");

    @Test
    void a_failed_attempt_is_due_again_right_after_its_backoff() {
        jobs.handle(MAIL, (mail, run) -> sendAtSecondAttempt(mail, run.attempt()));
        jobs.enqueue(MAIL, ADA);

        List<TestRun> first = jobs.runDue();
        assertThat(first).singleElement().satisfies(run -> {
            assertThat(run.end()).isEqualTo(RunEnd.RETRIED);
            assertThat(run.thrown()).containsSame(down);
            assertThat(run.job().runAt()).isEqualTo(NOON.plus(FIRST_BACKOFF));
            assertThat(run.job().lastError()).contains("java.io.IOException: the server is down");
        });
        assertThat(jobs.enqueued(MAIL)).containsExactly(ADA);

        clock.advance(FIRST_BACKOFF.minusNanos(1_000));
        assertThat(jobs.runDue()).isEmpty();

        clock.advance(Duration.ofNanos(1_000));
        assertThat(jobs.runDue()).extracting(TestRun::end).containsExactly(RunEnd.COMPLETED);
        assertThat(sent).containsExactly(ADA);
    }

    private void sendAtSecondAttempt(Mail mail, int attempt) throws IOException {
        if (attempt == 1) {
            throw down;
        }
        send(mail);
    }

    @Test
    void the_last_attempt_fails_the_job() {
        jobs.handle(MAIL.maxAttempts(2), (mail, run) -> {
            throw down;
        });
        jobs.enqueue(MAIL.maxAttempts(2), ADA);

        jobs.runDue();
        clock.advance(FIRST_BACKOFF);

        assertThat(jobs.runDue()).extracting(TestRun::end).containsExactly(RunEnd.FAILED);
        assertThat(jobs.all(MAIL)).singleElement().satisfies(job -> {
            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(job.failedRuns()).hasSize(2);
        });
        assertThat(jobs.enqueued(MAIL)).isEmpty();
    }

    @Test
    void a_payload_that_does_not_fit_its_class_ends_the_job() {
        jobs.handle(MAIL, (mail, run) -> send(mail));
        jobs.enqueue(JobDefinition.of("mail", Integer.class), 7);

        assertThat(jobs.runDue()).singleElement().satisfies(run -> {
            assertThat(run.end()).isEqualTo(RunEnd.FAILED);
            assertThat(run.thrown()).containsInstanceOf(PermanentFailure.class);
        });
        assertThat(sent).isEmpty();
    }

    @Test
    void what_one_run_threw_is_not_told_of_the_next() {
        jobs.handle(MAIL, (mail, run) -> {
            if (mail.equals(ADA)) {
                throw down;
            }
        });
        jobs.enqueueAll(MAIL, List.of(ADA, BOB));

        assertThat(jobs.runDue()).extracting(run -> run.thrown().isPresent()).containsExactly(true, false);
    }

    @Test
    void a_test_in_which_all_must_go_well_says_so_in_a_word() {
        jobs.handle(MAIL, (mail, run) -> sendAtSecondAttempt(mail, run.attempt()));
        jobs.enqueue(MAIL, ADA);

        TestRun failed = jobs.runDue().get(0);
        assertThatThrownBy(failed::orThrow)
                .isInstanceOf(AssertionError.class)
                .hasMessage("mail job " + failed.id() + " retried until 2026-03-01T12:00:05Z, "
                        + "for it threw java.io.IOException: the server is down")
                .hasCause(down);

        clock.advance(FIRST_BACKOFF);
        TestRun completed = jobs.runDue().get(0);
        assertThatCode(completed::orThrow).doesNotThrowAnyException();
    }

    @Test
    void an_assertion_in_a_handler_fails_the_test() {
        jobs.handle(MAIL, (mail, run) -> assertThat(mail).isEqualTo(BOB));
        jobs.enqueue(MAIL, ADA);

        assertThatThrownBy(jobs::runDue).isInstanceOf(AssertionError.class).hasMessageContaining("bob");

        assertThat(jobs.all(MAIL))
                .singleElement()
                .satisfies(job -> assertThat(job.failedRuns()).hasSize(1));
    }
}
