package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.ScheduleTicks;
import io.allyourbase.jobs.port.ScheduleTicks.Advance;
import io.allyourbase.jobs.port.ScheduleTicks.Advanced;
import io.allyourbase.jobs.port.ScheduleTicks.Fired;
import io.allyourbase.jobs.schedule.NewSchedule;
import io.allyourbase.jobs.schedule.Overlap;
import io.allyourbase.jobs.schedule.Schedule;
import io.allyourbase.jobs.schedule.ScheduleChange;
import io.allyourbase.jobs.schedule.cron.CronRecurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does for the scheduler. */
public abstract class TicksContract extends StoreContract {
    private static final Instant MONDAY = Instant.parse("2001-01-01T00:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2001-01-02T00:00:00Z");
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private ScheduleTicks ticks;

    @BeforeEach
    void openTicks() {
        ticks = work.ticks();
    }

    @Test
    void a_fire_makes_one_due_job_that_names_its_schedule_and_time() {
        Schedule schedule = overdue("nightly");

        List<Fired> fired = fire(schedule, FAR, MONDAY);

        assertThat(fired).hasSize(1);
        assertThat(fired.get(0).fireTime()).isEqualTo(MONDAY);
        assertThat(fired.get(0).schedule().id()).isEqualTo(schedule.id());
        Job job = find(fired.get(0).job());
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.scheduleId()).contains(schedule.id());
        assertThat(job.fireTime()).contains(MONDAY);
        assertThat(job.payload()).isEqualTo(schedule.payload());
        assertThat(job.attempts().max()).isEqualTo(schedule.maxAttempts());
        assertThat(job.runAt()).isEqualTo(job.createdAt());
        Schedule after = store.schedules().find(schedule.id()).orElseThrow();
        assertThat(after.nextRunAt()).contains(FAR);
        assertThat(after.lastRunAt()).contains(MONDAY);
        assertThat(after.version()).isEqualTo(schedule.version());
        assertThat(claimOne().id()).isEqualTo(job.id());
    }

    @Test
    void the_same_observation_fires_once() {
        Schedule schedule = overdue("nightly");

        assertThat(fire(schedule, FAR, MONDAY)).hasSize(1);
        assertThat(ticks.fire(List.of(new Advance(schedule, List.of(MONDAY), Optional.of(FAR)))))
                .isEqualTo(new Advanced(0, List.of()));
        assertThat(store.stats().stats().queued()).isEqualTo(1);
    }

    @Test
    void an_edited_deleted_or_disabled_schedule_is_not_fired_by_its_old_terms() {
        Schedule edited = overdue("edited");
        Schedule deleted = overdue("deleted");
        Schedule disabled = overdue("disabled");
        store.schedules().update(edited.id(), ScheduleChange.NONE.payload(Payload.of("{\"new\":1}")));
        store.schedules().delete(deleted.id());
        store.schedules().update(disabled.id(), ScheduleChange.NONE.disable());

        assertThat(fire(edited, FAR, MONDAY)).isEmpty();
        assertThat(fire(deleted, FAR, MONDAY)).isEmpty();
        assertThat(fire(disabled, FAR, MONDAY)).isEmpty();
        assertThat(store.stats().stats().queued()).isZero();
        assertThat(store.schedules().find(edited.id()).orElseThrow().nextRunAt())
                .contains(MONDAY);
    }

    @Test
    void several_missed_times_make_a_job_each() {
        Schedule schedule = overdue("nightly");

        List<Fired> fired = fire(schedule, FAR, MONDAY, TUESDAY);

        assertThat(fired).extracting(Fired::fireTime).containsExactlyInAnyOrder(MONDAY, TUESDAY);
        assertThat(store.schedules().find(schedule.id()).orElseThrow().lastRunAt())
                .contains(TUESDAY);
    }

    @Test
    void no_fire_still_advances() {
        Schedule schedule = overdue("nightly");

        assertThat(ticks.fire(List.of(new Advance(schedule, List.of(), Optional.of(FAR)))))
                .isEqualTo(new Advanced(1, List.of()));

        Schedule after = store.schedules().find(schedule.id()).orElseThrow();
        assertThat(after.nextRunAt()).contains(FAR);
        assertThat(after.lastRunAt()).isEmpty();
    }

    @Test
    void a_schedule_that_must_not_overlap_waits_for_its_last_job() {
        Schedule schedule = overdue("careful", Overlap.SKIP);

        List<Fired> both = fire(schedule, TUESDAY, MONDAY, MONDAY.plusSeconds(60));
        assertThat(both).hasSize(1);
        assertThat(fire(observed(schedule), FAR, TUESDAY)).isEmpty();

        store.admin().cancel(both.get(0).job());
        Schedule again = rewound(schedule);
        assertThat(fire(again, FAR, TUESDAY)).hasSize(1);
    }

    @Test
    void one_fire_time_has_one_job() {
        Schedule schedule = overdue("nightly");
        JobId job = fire(schedule, FAR, MONDAY).get(0).job();

        assertThat(fire(rewound(schedule), FAR, MONDAY)).isEmpty();

        assertThat(find(job).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void the_longest_due_come_first_and_only_those_that_are_due() {
        Schedule tuesday = overdue("tuesday", TUESDAY);
        Schedule monday = overdue("monday", MONDAY);
        store.schedules().create(NewSchedule.builder("yearly", TYPE, "@yearly").build());

        ScheduleTicks.Due due = ticks.due(10);

        assertThat(due.schedules()).extracting(Schedule::id).containsExactly(monday.id(), tuesday.id());
        assertThat(due.now()).isAfter(TUESDAY);
        assertThat(ticks.due(1).schedules()).extracting(Schedule::id).containsExactly(monday.id());
        assertThat(ticks.untilNextDue()).contains(Duration.ZERO);
    }

    @Test
    void nothing_is_due_without_schedules() {
        assertThat(ticks.due(10).schedules()).isEmpty();
        assertThat(ticks.untilNextDue()).isEmpty();
        assertThat(ticks.fire(List.of())).isEqualTo(new Advanced(0, List.of()));
    }

    @Test
    void a_schedule_that_cannot_be_read_is_disabled_with_its_problem() {
        Schedule schedule = overdue("broken");

        assertThat(ticks.disable(schedule, "invalid cron expression")).isTrue();
        assertThat(ticks.disable(schedule, "invalid cron expression")).isFalse();

        Schedule after = store.schedules().find(schedule.id()).orElseThrow();
        assertThat(after.enabled()).isFalse();
        assertThat(after.nextRunAt()).isEmpty();
        assertThat(after.problem()).contains("invalid cron expression");
        store.schedules().update(schedule.id(), ScheduleChange.NONE.enable());
        assertThat(store.schedules().find(schedule.id()).orElseThrow().problem())
                .isEmpty();
    }

    @Test
    void enabling_what_is_enabled_and_overdue_starts_from_now() {
        Schedule overdue = overdue("late");

        store.schedules().update(overdue.id(), ScheduleChange.NONE.enable());

        Schedule after = observed(overdue);
        assertThat(after.nextRunAt())
                .isEqualTo(CronRecurrence.of("@daily", "UTC").next(after.updatedAt()));
    }

    private Schedule overdue(String name) {
        return overdue(name, MONDAY);
    }

    private Schedule overdue(String name, Instant since) {
        return putOff(create(name, Overlap.ALLOW), since);
    }

    private Schedule overdue(String name, Overlap overlap) {
        return putOff(create(name, overlap), MONDAY);
    }

    private Schedule create(String name, Overlap overlap) {
        NewSchedule schedule = NewSchedule.builder(name, TYPE, "@daily")
                .payload(Payload.of("{\"n\": 1}"))
                .maxAttempts(6)
                .overlap(overlap)
                .build();
        return store.schedules().create(schedule).orElseThrow();
    }

    /** An advance may set any next fire time: so a test makes a schedule overdue without waiting for it. */
    private Schedule putOff(Schedule schedule, Instant next) {
        ticks.fire(List.of(new Advance(schedule, List.of(), Optional.of(next))));
        return observed(schedule);
    }

    private Schedule rewound(Schedule schedule) {
        return putOff(observed(schedule), MONDAY);
    }

    private Schedule observed(Schedule schedule) {
        return store.schedules().find(schedule.id()).orElseThrow();
    }

    private List<Fired> fire(Schedule observed, Instant next, Instant... fires) {
        return ticks.fire(List.of(new Advance(observed, List.of(fires), Optional.of(next))))
                .fired();
    }
}
