package io.allyourbase.jobs.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Attempts;
import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobBuilder;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.Lease;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole table, state by event, as DESIGN's diagram has it: what is not a move is a refusal with its reason. */
class LifecycleTableTest {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final WorkerId WORKER = new WorkerId("w");
    private static final Fence FENCE = new Fence(5);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # event           | queued      | running     | completed   | failed      | canceled
            CLAIM             | running     | WRONG_STATE | WRONG_STATE | WRONG_STATE | WRONG_STATE
            CLAIM_EARLY       | NOT_DUE     | WRONG_STATE | WRONG_STATE | WRONG_STATE | WRONG_STATE
            COMPLETE          | WRONG_STATE | completed   | WRONG_STATE | WRONG_STATE | WRONG_STATE
            FAIL              | WRONG_STATE | queued      | WRONG_STATE | WRONG_STATE | WRONG_STATE
            FAIL_LAST         | WRONG_STATE | failed      | WRONG_STATE | WRONG_STATE | WRONG_STATE
            FAIL_FOR_GOOD     | WRONG_STATE | failed      | WRONG_STATE | WRONG_STATE | WRONG_STATE
            SNOOZE            | WRONG_STATE | queued      | WRONG_STATE | WRONG_STATE | WRONG_STATE
            RELEASE           | WRONG_STATE | queued      | WRONG_STATE | WRONG_STATE | WRONG_STATE
            STOP              | WRONG_STATE | canceled    | WRONG_STATE | WRONG_STATE | WRONG_STATE
            STALE_COMPLETE    | WRONG_STATE | STALE_FENCE | WRONG_STATE | WRONG_STATE | WRONG_STATE
            STALE_FAIL        | WRONG_STATE | STALE_FENCE | WRONG_STATE | WRONG_STATE | WRONG_STATE
            LEASE_EXPIRED     | WRONG_STATE | queued      | WRONG_STATE | WRONG_STATE | WRONG_STATE
            LEASE_EXPIRED_LAST| WRONG_STATE | failed      | WRONG_STATE | WRONG_STATE | WRONG_STATE
            LEASE_HELD        | WRONG_STATE | LEASE_HELD  | WRONG_STATE | WRONG_STATE | WRONG_STATE
            CANCEL            | canceled    | WRONG_STATE | WRONG_STATE | WRONG_STATE | WRONG_STATE
            ASK_CANCEL        | canceled    | running     | WRONG_STATE | WRONG_STATE | WRONG_STATE
            RETRY             | WRONG_STATE | WRONG_STATE | WRONG_STATE | queued      | WRONG_STATE
            RUN_NOW           | queued      | WRONG_STATE | WRONG_STATE | WRONG_STATE | WRONG_STATE
            RUN_NOW_EARLY     | queued      | WRONG_STATE | WRONG_STATE | WRONG_STATE | WRONG_STATE
            """)
    void decides(String event, String queued, String running, String completed, String failed, String canceled) {
        assertThat(decide(event, JobState.QUEUED)).isEqualTo(queued);
        assertThat(decide(event, JobState.RUNNING)).isEqualTo(running);
        assertThat(decide(event, JobState.COMPLETED)).isEqualTo(completed);
        assertThat(decide(event, JobState.FAILED)).isEqualTo(failed);
        assertThat(decide(event, JobState.CANCELED)).isEqualTo(canceled);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPLETE           | completed
            FAIL               | canceled
            FAIL_LAST          | failed
            FAIL_FOR_GOOD      | failed
            SNOOZE             | canceled
            RELEASE            | canceled
            STOP               | canceled
            STALE_COMPLETE     | STALE_FENCE
            LEASE_EXPIRED      | canceled
            LEASE_EXPIRED_LAST | failed
            LEASE_HELD         | LEASE_HELD
            CANCEL             | WRONG_STATE
            ASK_CANCEL         | running
            RUN_NOW            | WRONG_STATE
            """)
    void a_job_asked_to_end_does_not_go_back_to_the_queue(String event, String becomes) {
        Job running = job(JobState.RUNNING, event.endsWith("_LAST") ? 4 : 2);

        assertThat(decide(event, running.with().cancelAskedAt(NOW).build())).isEqualTo(becomes);
    }

    @Test
    void a_job_that_is_to_run_now_is_due_now_and_otherwise_as_it_was() {
        Instant early = NOW.minusSeconds(60);
        Job queued = job(JobState.QUEUED, 2);
        Job later = queued.with().runAt(NOW.plusSeconds(1)).build();

        assertThat(Lifecycle.decide(later, new Event.RunNow(), early))
                .isEqualTo(new Decision.Moved(
                        later.with().runAt(early).updatedAt(early).build()));
        assertThat(Lifecycle.decide(queued, new Event.RunNow(), NOW)).isEqualTo(new Decision.Moved(queued));
        assertThat(Lifecycle.decide(queued, new Event.RunNow(), queued.runAt())).isEqualTo(new Decision.Moved(queued));
    }

    @Test
    void what_a_run_reports_is_kept_and_an_empty_report_is_none() {
        assertThat(completed("40 rows removed").report()).hasValue("40 rows removed");
        assertThat(completed("").report()).isEmpty();
    }

    private static Job completed(String report) {
        Decision decision = Lifecycle.decide(job(JobState.RUNNING, 1), new Event.Complete(FENCE, report), NOW);
        return ((Decision.Moved) decision).job();
    }

    private static String decide(String event, JobState state) {
        return decide(event, job(state, event.endsWith("_LAST") ? 4 : 2));
    }

    private static String decide(String event, Job job) {
        Decision decision = Lifecycle.decide(job, event(event), at(event));
        return decision instanceof Decision.Moved moved
                ? moved.job().state().word()
                : ((Decision.Refused) decision).reason().name();
    }

    /** The job is due half a minute before NOW, and its lease ends just then. */
    private static Instant at(String event) {
        return switch (event) {
            case "CLAIM_EARLY", "RUN_NOW_EARLY" -> NOW.minusSeconds(60);
            case "LEASE_HELD" -> NOW.minusSeconds(1);
            default -> NOW;
        };
    }

    private static Event event(String name) {
        return switch (name) {
            case "CLAIM", "CLAIM_EARLY" -> new Event.Claim(WORKER, Duration.ofMinutes(5));
            case "COMPLETE" -> new Event.Complete(FENCE, "");
            case "FAIL", "FAIL_LAST" -> new Event.Fail(FENCE, "boom", Duration.ofSeconds(5));
            case "FAIL_FOR_GOOD" -> new Event.FailForGood(FENCE, "boom");
            case "SNOOZE" -> new Event.Snooze(FENCE, Duration.ofSeconds(5));
            case "RELEASE" -> new Event.Release(FENCE);
            case "STOP" -> new Event.Stop(FENCE);
            case "STALE_COMPLETE" -> new Event.Complete(new Fence(4), "");
            case "STALE_FAIL" -> new Event.Fail(new Fence(4), "boom", Duration.ZERO);
            case "LEASE_EXPIRED", "LEASE_EXPIRED_LAST", "LEASE_HELD" -> new Event.LeaseExpired();
            case "ASK_CANCEL" -> new Event.AskCancel();
            case "CANCEL" -> new Event.Cancel();
            case "RETRY" -> new Event.Retry();
            case "RUN_NOW", "RUN_NOW_EARLY" -> new Event.RunNow();
            default -> throw new AssertionError(name);
        };
    }

    private static Job job(JobState state, int used) {
        NewJob newJob = NewJob.of(new JobType("mail"), Payload.EMPTY);
        JobBuilder job = new JobBuilder(new JobId(new UUID(1, 2)), newJob, NOW.minusSeconds(30))
                .state(state)
                .attempts(new Attempts(used, 4))
                .fence(FENCE)
                .lastRunAt(NOW.minusSeconds(20));
        return switch (state) {
            case QUEUED -> job.build();
            case RUNNING -> job.lease(new Lease(WORKER, NOW)).build();
            case COMPLETED, FAILED, CANCELED -> job.finishedAt(NOW).build();
        };
    }
}
