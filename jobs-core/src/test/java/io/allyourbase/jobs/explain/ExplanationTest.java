package io.allyourbase.jobs.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobBuilder;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.lifecycle.Decision;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.lifecycle.Lifecycle;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Job queued = new JobBuilder(
                    new JobId(new UUID(1, 2)),
                    NewJob.builder(new JobType("mail")).build(),
                    NOW)
            .build();
    private final Job running = after(queued, new Event.Claim(new WorkerId("worker-7"), LEASE));

    @Test
    void a_job_whose_time_has_not_come_says_when_it_does() {
        Job later = queued.with().runAt(NOW.plusSeconds(240)).build();

        Explanation explanation = Explanation.of(new JobFacts(later, NOW, 0, 1));

        assertThat(explanation.reason()).isEqualTo(Reason.DUE_LATER);
        assertThat(explanation.sentence()).isEqualTo("It is due in 4 min.");
        assertThat(explanation.dueIn()).contains(Duration.ofMinutes(4));
        assertThat(sentence(later, NOW, 0, 0))
                .isEqualTo("It is due in 4 min; no live worker takes jobs of type mail in queue default.");
    }

    @Test
    void a_job_that_waits_out_its_backoff_says_what_failed_in_one_line() {
        Job failed = after(running, new Event.Fail(running.fence(), "mailbox\n  full", Duration.ofSeconds(5)));

        assertThat(sentence(failed, NOW, 0, 1))
                .isEqualTo("It is due in 5 s, after attempt 1 of 4 failed: mailbox full.");
    }

    @Test
    void a_due_job_says_whom_it_waits_for() {
        assertThat(sentence(queued, NOW, 812, 3))
                .isEqualTo("It is due, and 812 jobs are ahead of it; one of 3 workers takes it in turn.");
        assertThat(sentence(queued, NOW, 1, 1))
                .isEqualTo("It is due, and 1 job is ahead of it; one worker takes it in turn.");
        assertThat(sentence(queued, NOW, JobFacts.MOST_COUNTED, 1)).contains("at least 10000 jobs are ahead");
        assertThat(sentence(queued, NOW, 0, 1))
                .isEqualTo("It is due and next in line: one worker takes it as soon as a slot is free.");
        assertThat(sentence(queued, NOW, 5, 0))
                .isEqualTo("It is due, but no live worker takes jobs of type mail in queue default.");
        assertThat(reason(queued, NOW, 812, 3)).isEqualTo(Reason.WAITING_FOR_SLOT);
        assertThat(reason(queued, NOW, 0, 1)).isEqualTo(Reason.DUE_NOW);
        assertThat(reason(queued, NOW, 5, 0)).isEqualTo(Reason.NO_WORKER);
    }

    @Test
    void a_running_job_says_where_until_its_lease_ends() {
        assertThat(sentence(running, NOW.plusSeconds(3), 0, 0))
                .isEqualTo("It has been running for 3 s on worker-7, attempt 1 of 4.");
        assertThat(reason(running, NOW, 0, 0)).isEqualTo(Reason.RUNNING);

        Instant late = NOW.plus(LEASE).plusSeconds(3);

        assertThat(sentence(running, late, 0, 0))
                .isEqualTo("Its lease ended 3 s ago and recovery is due: then it goes back to the queue.");
        assertThat(reason(running, late, 0, 0)).isEqualTo(Reason.LEASE_EXPIRED);
        assertThat(Explanation.of(new JobFacts(running, late, 0, 0)).leaseEndsIn())
                .contains(Duration.ofSeconds(-3));
    }

    @Test
    void a_running_job_that_was_asked_to_end_says_so() {
        Job asked = after(running, new Event.AskCancel());
        Instant late = NOW.plus(LEASE).plusSeconds(3);

        assertThat(sentence(asked, NOW.plusSeconds(3), 0, 0))
                .isEqualTo("It has been running for 3 s on worker-7, attempt 1 of 4; it was asked to end 3 s ago.");
        assertThat(sentence(asked, late, 0, 0))
                .isEqualTo("Its lease ended 3 s ago and recovery is due: then it is canceled, as was asked.");
    }

    @Test
    void an_ended_job_says_how() {
        Instant later = NOW.plus(Duration.ofHours(3));
        Job completed = after(running, new Event.Complete(running.fence(), "12 rows"));
        Job failed = after(running, new Event.FailForGood(running.fence(), "no such mailbox"));
        Job canceled = after(queued, new Event.Cancel());

        assertThat(sentence(completed, later, 0, 0)).isEqualTo("It completed 3 h ago: 12 rows");
        assertThat(sentence(failed, later, 0, 0))
                .isEqualTo("It failed for good 3 h ago, in attempt 1 of 4: no such mailbox");
        assertThat(sentence(canceled, later, 0, 0)).isEqualTo("It was canceled 3 h ago.");
        assertThat(Explanation.of(new JobFacts(failed, later, 0, 0)).attemptsLeft())
                .isEmpty();
    }

    private static Job after(Job job, Event event) {
        return ((Decision.Moved) Lifecycle.decide(job, event, NOW)).job();
    }

    private static String sentence(Job job, Instant now, long ahead, int workers) {
        return Explanation.of(new JobFacts(job, now, ahead, workers)).sentence();
    }

    private static Reason reason(Job job, Instant now, long ahead, int workers) {
        return Explanation.of(new JobFacts(job, now, ahead, workers)).reason();
    }
}
