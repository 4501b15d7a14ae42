package io.allyourbase.jobs.testing.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.event.RunEnd;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.schedule.NewSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is run, when, and in which order. */
class TestJobsTest extends TestJobsHarness {
    private static final JobDefinition<String> NEWS = JobDefinition.of("news", String.class);

    @Test
    void only_what_is_due_is_run() {
        jobs.handle(MAIL, (mail, run) -> send(mail));
        jobs.enqueue(MAIL, ADA);
        jobs.enqueue(MAIL, BOB, job -> job.delay(Duration.ofHours(1)));

        assertThat(jobs.runDue()).hasSize(1);
        assertThat(sent).containsExactly(ADA);
        assertThat(jobs.enqueued(MAIL)).containsExactly(BOB);

        clock.advance(Duration.ofHours(1));
        assertThat(jobs.runDue()).hasSize(1);
        assertThat(sent).containsExactly(ADA, BOB);
        assertThat(jobs.enqueued(MAIL)).isEmpty();
        assertThat(jobs.runDue()).isEmpty();
    }

    @Test
    void what_waits_is_listed_as_it_was_enqueued() {
        jobs.enqueue(MAIL, BOB, job -> job.delay(Duration.ofHours(1)));
        jobs.enqueue(NEWS, "other");
        List<Mail> many = IntStream.range(0, 1_200)
                .mapToObj(number -> new Mail("mail" + number))
                .toList();
        jobs.enqueueAll(MAIL, many);

        List<Mail> expected = new ArrayList<>(List.of(BOB));
        expected.addAll(many);
        assertThat(jobs.enqueued(MAIL)).isEqualTo(expected);
        assertThat(jobs.all(MAIL).get(0).runAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void what_a_handler_enqueues_is_run_too_and_the_most_urgent_first() {
        jobs.handle(NEWS, (news, run) -> jobs.enqueue(MAIL, new Mail(news), job -> job.priority(1)))
                .handle(MAIL, (mail, run) -> send(mail));
        jobs.enqueue(MAIL, ADA, job -> job.priority(9));
        jobs.enqueue(MAIL, BOB);
        jobs.enqueue(NEWS, "cy", job -> job.priority(2));

        assertThat(jobs.runDue()).extracting(run -> run.type().value()).containsExactly("news", "mail", "mail", "mail");
        assertThat(sent).containsExactly(new Mail("cy"), BOB, ADA);
    }

    @Test
    void jobs_of_every_queue_are_run() {
        jobs.handle(MAIL, (mail, run) -> send(mail));
        jobs.enqueue(MAIL, BOB, job -> job.queue(new QueueName("slow")));
        jobs.enqueue(MAIL, ADA, job -> job.queue(new QueueName("quick")));

        jobs.runDue();

        assertThat(sent).containsExactly(ADA, BOB);
    }

    @Test
    void a_job_without_a_handler_waits_until_there_is_one() {
        jobs.enqueue(MAIL, ADA);
        assertThat(jobs.runDue()).isEmpty();

        jobs.handle(MAIL, (mail, run) -> send(mail)).runDue();

        assertThat(sent).containsExactly(ADA);
        assertThat(jobs.all(MAIL))
                .singleElement()
                .satisfies(job -> assertThat(job.attempts().used()).isEqualTo(1));
        assertThatThrownBy(() -> jobs.handle(MAIL, (mail, run) -> {})).isInstanceOf(InvalidInput.class);
    }

    @Test
    void handlers_run_in_the_thread_of_the_test() {
        List<Thread> threads = new ArrayList<>();
        jobs.handle(MAIL, (mail, run) -> threads.add(Thread.currentThread()));
        jobs.enqueue(MAIL, ADA);

        jobs.runDue();

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void a_key_names_one_job() {
        Enqueued first = jobs.enqueue(MAIL, ADA, job -> job.idempotencyKey("order-7"));

        assertThat(jobs.enqueue(MAIL, ADA, job -> job.idempotencyKey("order-7")))
                .isEqualTo(new Enqueued.Duplicate(first.id()));
        assertThat(jobs.enqueued(MAIL)).hasSize(1);
    }

    @Test
    void a_schedule_fires_when_the_clock_gets_there() {
        jobs.handle(NEWS, (news, run) -> send(new Mail(news)));
        jobs.store()
                .schedules()
                .create(NewSchedule.builder("daily", NEWS.type(), "0 18 * * *")
                        .payload(new Json().encode("evening"))
                        .build());
        assertThat(jobs.runDue()).isEmpty();

        clock.advance(Duration.ofHours(6));

        assertThat(jobs.runDue()).hasSize(1);
        assertThat(sent).containsExactly(new Mail("evening"));
        assertThat(jobs.runDue()).isEmpty();
    }

    @Test
    void a_snoozed_job_keeps_its_attempt_and_a_completed_one_its_report() {
        jobs.handleWithOutcome(
                MAIL,
                (mail, run) -> clock.instant().equals(NOON)
                        ? Outcome.snooze(Duration.ofMinutes(1))
                        : Outcome.completed("sent"));
        jobs.enqueue(MAIL, ADA);

        TestRun snoozed = jobs.runDue().get(0);
        assertThat(snoozed.end()).isEqualTo(RunEnd.SNOOZED);
        assertThat(snoozed.job().attempts().used()).isZero();
        assertThat(snoozed.job().runAt()).isEqualTo(NOON.plus(Duration.ofMinutes(1)));
        assertThat(snoozed).hasToString("mail job " + snoozed.id() + " snoozed until 2026-03-01T12:01:00Z");

        clock.advance(Duration.ofMinutes(1));
        Job job = jobs.runDue().get(0).job();
        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.report()).contains("sent");
    }

    @Test
    void a_handler_that_never_comes_to_an_end_is_refused() {
        jobs.handleWithOutcome(MAIL, (mail, run) -> Outcome.snooze(Duration.ZERO));
        jobs.enqueue(MAIL, ADA);

        assertThatThrownBy(jobs::runDue)
                .isInstanceOf(JobsException.class)
                .hasMessageContaining("10000 runs")
                .hasMessageContaining("mail job");
    }

    @Test
    void the_same_test_has_the_same_ids() {
        JobId id = jobs.enqueue(MAIL, ADA).id();

        assertThat(TestJobs.of(new Json(), clock).enqueue(MAIL, BOB).id()).isEqualTo(id);
        assertThat(jobs.enqueue(MAIL, ADA).id()).isNotEqualTo(id);
    }
}
