package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Schedules;
import io.allyourbase.jobs.port.Schedules.Edit;
import io.allyourbase.jobs.schedule.CatchUp;
import io.allyourbase.jobs.schedule.NewSchedule;
import io.allyourbase.jobs.schedule.Overlap;
import io.allyourbase.jobs.schedule.Schedule;
import io.allyourbase.jobs.schedule.ScheduleChange;
import io.allyourbase.jobs.schedule.cron.CronRecurrence;
import io.allyourbase.jobs.schedule.cron.InvalidCron;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does with schedules for operators. */
public abstract class SchedulesContract extends StoreContract {
    private static final ScheduleId UNKNOWN = new ScheduleId(UUID.fromString("00000000-0000-7000-8000-000000000000"));

    private Schedules schedules;

    @BeforeEach
    void openSchedules() {
        schedules = store.schedules();
    }

    @Test
    void a_schedule_run_by_hand_makes_a_job_now_and_stays_as_it_was() {
        Schedule schedule = store.schedules()
                .create(NewSchedule.builder("report", TYPE, "@daily")
                        .payload(Payload.of("{\"day\":1}"))
                        .maxAttempts(2)
                        .disabled()
                        .build())
                .orElseThrow();

        JobId first = store.schedules().run(schedule.id()).orElseThrow();
        JobId second = store.schedules().run(schedule.id()).orElseThrow();

        assertThat(store.schedules().find(schedule.id())).contains(schedule);
        Job job = find(first);
        assertThat(job.scheduleId()).contains(schedule.id());
        assertThat(job.fireTime()).isEmpty();
        assertThat(job.payload().json()).isEqualTo("{\"day\":1}");
        assertThat(job.attempts().max()).isEqualTo(2);
        assertThat(claim(10)).extracting(Job::id).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void an_unknown_schedule_makes_no_job() {
        assertThat(store.schedules().run(UNKNOWN)).isEmpty();
        assertThat(claim(10)).isEmpty();
    }

    @Test
    void a_new_schedule_is_as_it_was_given_and_waits_for_its_first_fire_time() {
        Schedule created = create(nightly()
                .timezone("Europe/Zurich")
                .payload(Payload.of("{\"a\": 1}"))
                .maxAttempts(9)
                .catchUp(CatchUp.all(7))
                .overlap(Overlap.SKIP));

        assertThat(created.name()).isEqualTo("nightly");
        assertThat(created.jobType()).isEqualTo(TYPE);
        assertThat(created.cronExpr()).isEqualTo("30 2 * * *");
        assertThat(created.timezone()).isEqualTo("Europe/Zurich");
        assertThat(created.payload()).isEqualTo(Payload.of("{\"a\": 1}"));
        assertThat(created.enabled()).isTrue();
        assertThat(created.maxAttempts()).isEqualTo(9);
        assertThat(created.catchUp()).isEqualTo(CatchUp.all(7));
        assertThat(created.overlap()).isEqualTo(Overlap.SKIP);
        assertThat(created.nextRunAt())
                .isEqualTo(CronRecurrence.of("30 2 * * *", "Europe/Zurich").next(created.createdAt()));
        assertThat(created.lastRunAt()).isEmpty();
        assertThat(created.problem()).isEmpty();
        assertThat(schedules.find(created.id())).contains(created);
    }

    @Test
    void a_schedule_created_disabled_waits_for_nothing() {
        Schedule created = create(nightly().disabled().catchUp(CatchUp.SKIP));

        assertThat(created.enabled()).isFalse();
        assertThat(created.nextRunAt()).isEmpty();
        assertThat(created.catchUp()).isEqualTo(CatchUp.SKIP);
    }

    @Test
    void a_name_is_taken_once() {
        create(nightly());

        assertThat(schedules.create(nightly().build())).isEmpty();
        assertThat(schedules.list()).hasSize(1);
    }

    @Test
    void an_invalid_expression_or_zone_creates_and_changes_nothing() {
        Schedule kept = create(nightly());

        assertThatThrownBy(() -> schedules.create(
                        NewSchedule.builder("x", TYPE, "61 * * * *").build()))
                .isInstanceOf(InvalidCron.class)
                .hasMessage("invalid cron expression");
        assertThatThrownBy(() -> schedules.create(NewSchedule.builder("x", TYPE, "@daily")
                        .timezone("Mars/Olympus")
                        .build()))
                .isInstanceOf(InvalidCron.class)
                .hasMessage("invalid timezone");
        assertThatThrownBy(() -> schedules.update(kept.id(), ScheduleChange.NONE.cronExpr("nonsense")))
                .isInstanceOf(InvalidCron.class);
        assertThat(schedules.list()).containsExactly(kept);
    }

    @Test
    void an_edit_that_is_invalid_by_itself_is_refused_whatever_the_schedule() {
        Schedule kept = create(nightly());
        ScheduleChange cron = ScheduleChange.NONE.cronExpr("nonsense");
        ScheduleChange zone = ScheduleChange.NONE.timezone("Mars/Olympus");

        assertThatThrownBy(() -> schedules.update(UNKNOWN, cron)).hasMessage("invalid cron expression");
        assertThatThrownBy(() -> schedules.update(UNKNOWN, zone)).hasMessage("invalid timezone");
        assertThatThrownBy(() -> schedules.update(kept.id(), cron.expectedVersion(kept.version() + 1)))
                .hasMessage("invalid cron expression");
        assertThat(schedules.list()).containsExactly(kept);
    }

    @Test
    void the_list_is_by_name() {
        for (String name : List.of("b", "a", "C", "a-1")) {
            create(NewSchedule.builder(name, TYPE, "@daily"));
        }

        assertThat(schedules.list()).extracting(Schedule::name).containsExactly("C", "a", "a-1", "b");
    }

    @Test
    void an_edit_changes_what_it_names_and_keeps_the_rest() {
        Schedule before = create(nightly());

        Schedule after = done(schedules.update(
                before.id(),
                ScheduleChange.NONE
                        .payload(Payload.of("[2]"))
                        .maxAttempts(2)
                        .catchUp(CatchUp.SKIP)
                        .overlap(Overlap.SKIP)));

        assertThat(after.payload()).isEqualTo(Payload.of("[2]"));
        assertThat(after.maxAttempts()).isEqualTo(2);
        assertThat(after.catchUp()).isEqualTo(CatchUp.SKIP);
        assertThat(after.overlap()).isEqualTo(Overlap.SKIP);
        assertThat(after.cronExpr()).isEqualTo(before.cronExpr());
        assertThat(after.nextRunAt()).isEqualTo(before.nextRunAt());
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(schedules.find(before.id())).contains(after);
    }

    @Test
    void the_next_fire_time_follows_the_expression_the_zone_and_being_enabled() {
        Schedule created = create(nightly());

        Schedule hourly = done(schedules.update(created.id(), ScheduleChange.NONE.cronExpr("0 * * * *")));
        assertThat(hourly.nextRunAt())
                .isEqualTo(CronRecurrence.of("0 * * * *", "UTC").next(hourly.updatedAt()));

        Schedule elsewhere = done(schedules.update(created.id(), ScheduleChange.NONE.timezone("Asia/Kolkata")));
        assertThat(elsewhere.nextRunAt())
                .isEqualTo(CronRecurrence.of("0 * * * *", "Asia/Kolkata").next(elsewhere.updatedAt()));

        Schedule disabled = done(schedules.update(created.id(), ScheduleChange.NONE.disable()));
        assertThat(disabled.enabled()).isFalse();
        assertThat(disabled.nextRunAt()).isEmpty();

        Schedule stillDisabled = done(schedules.update(created.id(), ScheduleChange.NONE.cronExpr("@weekly")));
        assertThat(stillDisabled.nextRunAt()).isEmpty();

        Schedule enabled = done(schedules.update(created.id(), ScheduleChange.NONE.enable()));
        assertThat(enabled.nextRunAt())
                .isEqualTo(CronRecurrence.of("@weekly", "Asia/Kolkata").next(enabled.updatedAt()));
    }

    @Test
    void an_edit_of_a_version_that_is_gone_is_a_conflict() {
        Schedule first = create(nightly());
        Schedule second = done(schedules.update(first.id(), ScheduleChange.NONE.maxAttempts(2)));

        Edit edit =
                schedules.update(first.id(), ScheduleChange.NONE.maxAttempts(5).expectedVersion(first.version()));

        assertThat(edit).isEqualTo(new Edit.Conflict(second));
        assertThat(schedules.find(first.id())).contains(second);
        assertThat(done(schedules.update(first.id(), ScheduleChange.NONE.expectedVersion(second.version()))))
                .isNotNull();
    }

    @Test
    void an_unknown_schedule_is_not_found() {
        assertThat(schedules.find(UNKNOWN)).isEmpty();
        assertThat(schedules.update(UNKNOWN, ScheduleChange.NONE.disable())).isEqualTo(new Edit.NotFound());
        assertThat(schedules.delete(UNKNOWN)).isFalse();
    }

    @Test
    void defaults_are_created_once_and_an_operators_word_stands() {
        List<NewSchedule> defaults = List.of(
                nightly().build(),
                NewSchedule.builder("hourly", TYPE, "@hourly").build(),
                NewSchedule.builder("weekly", TYPE, "@weekly").build());
        Schedule mine = create(NewSchedule.builder("weekly", TYPE, "0 5 * * 1"));
        schedules.seed(defaults);
        Schedule nightly = named("nightly");
        Schedule edited = done(schedules.update(nightly.id(), ScheduleChange.NONE.disable()));
        schedules.delete(named("hourly").id());

        schedules.seed(defaults);

        assertThat(schedules.list()).containsExactly(edited, mine);
    }

    @Test
    void a_deleted_default_may_be_created_again_by_hand() {
        NewSchedule hourly = NewSchedule.builder("hourly", TYPE, "@hourly").build();
        schedules.seed(List.of(hourly));
        assertThat(schedules.delete(named("hourly").id())).isTrue();

        assertThat(schedules.create(hourly)).isPresent();
    }

    private Schedule named(String name) {
        return schedules.list().stream()
                .filter(schedule -> schedule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Schedule create(NewSchedule.Builder schedule) {
        return schedules.create(schedule.build()).orElseThrow();
    }

    private static Schedule done(Edit edit) {
        assertThat(edit).isInstanceOf(Edit.Done.class);
        return ((Edit.Done) edit).schedule();
    }

    private static NewSchedule.Builder nightly() {
        return NewSchedule.builder("nightly", TYPE, "30 2 * * *");
    }
}
