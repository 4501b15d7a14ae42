package io.allyourbase.jobs.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.event.Activity.Ended;
import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobBuilder;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.ScheduleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActivityTest {
    private static final JobType TYPE = new JobType("mail");
    private static final JobId ID = new JobId(UUID.fromString("01900000-0000-7000-8000-000000000000"));
    private static final Fence FENCE = Fence.NONE.next();

    private final Activity activity = new Activity();

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(new Event.Complete(FENCE, ""), JobState.COMPLETED, RunEnd.COMPLETED),
                Arguments.of(new Event.Fail(FENCE, "no", Duration.ZERO), JobState.QUEUED, RunEnd.RETRIED),
                Arguments.of(new Event.Fail(FENCE, "no", Duration.ZERO), JobState.FAILED, RunEnd.FAILED),
                Arguments.of(new Event.Fail(FENCE, "no", Duration.ZERO), JobState.CANCELED, RunEnd.CANCELED),
                Arguments.of(new Event.FailForGood(FENCE, "no"), JobState.FAILED, RunEnd.FAILED),
                Arguments.of(new Event.Snooze(FENCE, Duration.ZERO), JobState.QUEUED, RunEnd.SNOOZED),
                Arguments.of(new Event.Snooze(FENCE, Duration.ZERO), JobState.CANCELED, RunEnd.CANCELED),
                Arguments.of(new Event.Release(FENCE), JobState.QUEUED, RunEnd.RELEASED),
                Arguments.of(new Event.Release(FENCE), JobState.CANCELED, RunEnd.CANCELED),
                Arguments.of(new Event.Stop(FENCE), JobState.CANCELED, RunEnd.CANCELED));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void runs_are_counted_by_how_they_ended(Event.ByOwner outcome, JobState state, RunEnd end) {
        activity.on(new JobEvent.RunWritten(job(), outcome, state));
        activity.on(new JobEvent.RunWritten(job(), outcome, state));

        assertThat(activity.totals().ended()).isEqualTo(Map.of(new Ended(TYPE, end), 2L));
    }

    @Test
    void what_was_refused_did_not_end_a_run() {
        activity.on(new JobEvent.RunStarted(job()));
        activity.on(new JobEvent.StaleWriteRefused(job(), new Event.Complete(FENCE, "")));

        assertThat(activity.totals()).isEqualTo(new Activity.Totals(Map.of(TYPE, 1L), Map.of(), Map.of(), 0));
    }

    @Test
    void fires_and_failures_of_loops_are_counted() {
        activity.on(new JobEvent.ScheduleFired(
                new ScheduleId(UUID.fromString("01900000-0000-7000-8000-000000000001")), Instant.EPOCH, ID));
        activity.on(new JobEvent.LoopFailed("dispatcher", 1, new IllegalStateException()));
        activity.on(new JobEvent.LoopFailed("dispatcher", 2, new IllegalStateException()));

        assertThat(activity.totals()).isEqualTo(new Activity.Totals(Map.of(), Map.of(), Map.of("dispatcher", 2L), 1));
    }

    private static Job job() {
        return new JobBuilder(ID, NewJob.builder(TYPE).build(), Instant.EPOCH)
                .fence(FENCE)
                .build();
    }
}
