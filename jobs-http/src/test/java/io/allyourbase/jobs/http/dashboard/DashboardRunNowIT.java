package io.allyourbase.jobs.http.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.http.testing.Browser;
import io.allyourbase.jobs.http.testing.Site;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that an operator has run before their time, in a browser. */
class DashboardRunNowIT {
    private static final Duration LATER = Duration.ofHours(3);

    @RegisterExtension
    static final Site SITE = new Site();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void a_job_whose_time_has_not_come_is_run_now() {
        JobId id = delayed(Site.TYPE);
        BROWSER.enter(SITE, "#/jobs/" + id);

        BROWSER.click("Run now");

        BROWSER.sees("Due now.");
        BROWSER.sees("Cancel…");
        BROWSER.seesNot("Run now");
        assertThat(isDue(id)).isTrue();
    }

    @Test
    void a_job_that_is_due_has_nothing_to_be_run_by() {
        BROWSER.enter(SITE, "#/jobs/" + SITE.enqueue());

        BROWSER.sees("Cancel…");
        BROWSER.seesNot("Run now");
    }

    @Test
    void all_that_match_and_are_not_due_are_run_once_their_number_was_confirmed() {
        JobId one = delayed(Site.TYPE);
        JobId other = delayed(Site.TYPE);
        JobId sms = delayed(new JobType("sms"));
        SITE.enqueue();
        BROWSER.enter(SITE, "#/jobs?state=queued&type=mail");

        BROWSER.click("Run all of these now…");
        BROWSER.sees("Run 2 jobs now?");
        BROWSER.click("Leave it");
        assertThat(isDue(one)).isFalse();
        BROWSER.click("Run all of these now…");
        BROWSER.click("Run now");

        BROWSER.sees("2 jobs due now.");
        assertThat(isDue(one)).isTrue();
        assertThat(isDue(other)).isTrue();
        assertThat(isDue(sms)).isFalse();

        BROWSER.click("Run all of these now…");
        BROWSER.sees("None of them waits for its time.");
    }

    private static JobId delayed(JobType type) {
        return SITE.enqueue(NewJob.builder(type).delay(LATER));
    }

    private static boolean isDue(JobId id) {
        Job job = SITE.store().admin().find(id).orElseThrow();
        return !job.runAt().isAfter(job.updatedAt());
    }
}
