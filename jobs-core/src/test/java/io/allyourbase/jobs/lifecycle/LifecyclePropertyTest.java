package io.allyourbase.jobs.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobBuilder;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What no sequence of events can break. */
class LifecyclePropertyTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Property
    void every_step_keeps_the_promises(
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 5) int maxAttempts) {
        Job job = newJob(maxAttempts);
        Instant now = START;
        for (Step step : steps) {
            now = now.plus(step.after());
            Decision decision = Lifecycle.decide(job, step.event(job.fence()), now);
            if (decision instanceof Decision.Moved moved) {
                check(job, moved.job(), step);
                job = moved.job();
            }
        }
    }

    private static void check(Job before, Job after, Step step) {
        assertThat(after.attempts().used()).isBetween(0, after.attempts().max());
        assertThat(after.fence()).isGreaterThanOrEqualTo(before.fence());
        assertThat(after.fence().equals(before.fence())).isEqualTo(step.what() != What.CLAIM);
        assertThat(after.lease().isPresent()).isEqualTo(after.state() == JobState.RUNNING);
        assertThat(after.finishedAt().isPresent()).isEqualTo(after.state().terminal());
        assertThat(after.failedRuns().size())
                .isGreaterThanOrEqualTo(before.failedRuns().size());
        if (before.state().terminal()) {
            assertThat(before.state()).isEqualTo(JobState.FAILED);
            assertThat(after.state()).isEqualTo(JobState.QUEUED);
            assertThat(step.what()).isEqualTo(What.RETRY);
        }
        if (after.state() == JobState.QUEUED) {
            assertThat(after.attempts().spent()).isFalse();
        }
        if (step.what() == What.RUN_NOW) {
            assertThat(before.state()).isEqualTo(JobState.QUEUED);
            assertThat(after.runAt()).isBeforeOrEqualTo(before.runAt());
            assertThat(after.attempts()).isEqualTo(before.attempts());
        }
        if (before.cancelAskedAt().isPresent()) {
            assertThat(after.state()).isNotEqualTo(JobState.QUEUED);
        }
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.payload()).isEqualTo(before.payload());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
    }

    private static Job newJob(int maxAttempts) {
        NewJob newJob =
                NewJob.builder(new JobType("mail")).maxAttempts(maxAttempts).build();
        return new JobBuilder(new JobId(new UUID(1, 2)), newJob, START).build();
    }

    private enum What {
        CLAIM,
        LEASE_EXPIRED,
        CANCEL,
        ASK_CANCEL,
        RETRY,
        RUN_NOW,
        COMPLETE,
        FAIL,
        FAIL_FOR_GOOD,
        SNOOZE,
        RELEASE,
        STOP
    }

    /** An event a while after the last, with the fence of the job or an older one. */
    private record Step(What what, Duration after, long fencesBehind) {
        Event event(Fence current) {
            Fence fence = new Fence(current.value() - fencesBehind);
            Duration delay = Duration.ofSeconds(7);
            return switch (what) {
                case CLAIM -> new Event.Claim(new WorkerId("w"), Duration.ofSeconds(30));
                case LEASE_EXPIRED -> new Event.LeaseExpired();
                case CANCEL -> new Event.Cancel();
                case ASK_CANCEL -> new Event.AskCancel();
                case RETRY -> new Event.Retry();
                case RUN_NOW -> new Event.RunNow();
                case COMPLETE -> new Event.Complete(fence, "");
                case FAIL -> new Event.Fail(fence, "boom", delay);
                case FAIL_FOR_GOOD -> new Event.FailForGood(fence, "boom");
                case SNOOZE -> new Event.Snooze(fence, delay);
                case RELEASE -> new Event.Release(fence);
                case STOP -> new Event.Stop(fence);
            };
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        // Claims are as likely as all else together, or few jobs would ever run.
        Arbitrary<What> events = Arbitraries.oneOf(Arbitraries.just(What.CLAIM), Arbitraries.of(What.class));
        Arbitrary<Duration> pauses = Arbitraries.integers().between(0, 60).map(Duration::ofSeconds);
        Arbitrary<Long> behind = Arbitraries.frequency(Tuple.of(4, 0L), Tuple.of(1, 1L));
        return Combinators.combine(events, pauses, behind).as(Step::new).list().ofMaxSize(40);
    }
}
