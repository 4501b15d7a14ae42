package io.allyourbase.jobs.http.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.http.testing.Browser;
import io.allyourbase.jobs.http.testing.Site;
import io.allyourbase.jobs.schedule.NewSchedule;
import io.allyourbase.jobs.schedule.Schedule;
import io.allyourbase.jobs.schedule.ScheduleChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Schedules, as operators see and steer them in a browser. */
class DashboardSchedulesIT {
    @RegisterExtension
    static final Site SITE = new Site();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @BeforeEach
    void enter() {
        SITE.store()
                .schedules()
                .create(NewSchedule.builder("nightly", Site.TYPE, "0 3 * * *").build());
        BROWSER.enter(SITE, "#/schedules");
        BROWSER.sees("nightly");
    }

    @Test
    void one_is_made_and_what_is_not_allowed_is_said_where_it_was_written() {
        BROWSER.click("New schedule…");
        BROWSER.fill("Name", "hourly");
        BROWSER.fill("Job type", "mail");
        BROWSER.fill("Cron", "every now and then");
        BROWSER.click("Create");
        BROWSER.sees("invalid cron expression");
        BROWSER.fill("Cron", "@hourly");
        BROWSER.fill("Payload", "{");
        BROWSER.click("Create");
        BROWSER.sees("The payload is not JSON.");
        BROWSER.fill("Payload", "{\"big\":12345678901234567890}");
        BROWSER.click("Create");

        BROWSER.sees("hourly was created.");
        assertThat(schedule("hourly").payload().json()).contains("12345678901234567890");
    }

    @Test
    void one_is_changed_unless_another_has_changed_it_since() {
        BROWSER.clickInRow("nightly", "Edit…");
        BROWSER.fill("Cron", "0 4 * * *");
        SITE.store().schedules().update(schedule("nightly").id(), ScheduleChange.NONE.disable());
        BROWSER.click("Save");
        BROWSER.sees("schedule was changed by another");
        assertThat(schedule("nightly").cronExpr()).isEqualTo("0 3 * * *");
        BROWSER.click("Close");

        BROWSER.sees("disabled");
        BROWSER.clickInRow("nightly", "Edit…");
        BROWSER.fill("Cron", "0 4 * * *");
        BROWSER.click("Save");
        BROWSER.sees("nightly was changed.");
        assertThat(schedule("nightly").cronExpr()).isEqualTo("0 4 * * *");
    }

    @Test
    void one_is_switched_off_and_on() {
        BROWSER.clickInRow("nightly", "Disable");
        BROWSER.sees("disabled");
        assertThat(schedule("nightly").enabled()).isFalse();

        BROWSER.clickInRow("nightly", "Enable");
        BROWSER.sees("enabled");
        assertThat(schedule("nightly").enabled()).isTrue();
    }

    @Test
    void a_job_of_it_is_run_now() {
        BROWSER.clickInRow("nightly", "Run now");

        BROWSER.sees("A job of nightly was enqueued: ");
        assertThat(SITE.store().stats().stats().queued()).isEqualTo(1);
    }

    @Test
    void one_is_deleted_once_that_was_confirmed() {
        BROWSER.clickInRow("nightly", "Delete…");
        BROWSER.sees("Delete the schedule nightly? Its jobs stay.");
        BROWSER.click("Delete");

        BROWSER.sees("No schedules found.");
        assertThat(SITE.store().schedules().list()).isEmpty();
    }

    private static Schedule schedule(String name) {
        return SITE.store().schedules().list().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
