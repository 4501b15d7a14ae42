package io.allyourbase.jobs.http.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.http.testing.Browser;
import io.allyourbase.jobs.http.testing.Site;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs, as operators see and steer them in a browser. */
class DashboardIT {
    @RegisterExtension
    static final Site SITE = new Site();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void the_token_or_the_password_opens_it_and_nothing_else() {
        BROWSER.open(SITE.server().url());
        BROWSER.sees("Sign in");
        BROWSER.signIn("no such secret");
        BROWSER.sees("That is neither the token nor the password.");
        BROWSER.signIn(Site.PASSWORD);
        BROWSER.sees("No job has failed.");

        BROWSER.click("Sign out");
        BROWSER.sees("Admin token or password");
        BROWSER.signIn(Site.TOKEN);
        BROWSER.sees("No job has failed.");
    }

    @Test
    void at_a_glance_it_shows_how_many_jobs_are_where_and_what_failed_last() {
        SITE.completed();
        JobId failed = SITE.failed();
        SITE.enqueue();
        BROWSER.enter(SITE, "");

        BROWSER.sees("no such mailbox");
        BROWSER.sees("the oldest is due for");
        BROWSER.sees("leases lost");

        BROWSER.sees("No worker is there");
        SITE.claim();
        SITE.present(new Presence.Worker(new WorkerId("worker-1"), Set.of(QueueName.DEFAULT), Set.of(Site.TYPE), 8));
        BROWSER.sees("1 of 8");

        BROWSER.click("…" + failed.toString().substring(24));
        BROWSER.sees("Last error");
    }

    @Test
    void it_says_how_long_a_job_has_waited_for_years() {
        SITE.enqueue(NewJob.builder(Site.TYPE).runAt(Instant.parse("2020-01-01T00:00:00Z")));
        BROWSER.enter(SITE, "");

        BROWSER.sees("the oldest is due for 2");
        BROWSER.sees("No job has failed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2345678E7", "5.23E-4", "12.0", "0.0", "1E16", "7"})
    void it_reckons_with_numbers_as_the_server_writes_them(String number) {
        BROWSER.open(SITE.dashboard(""));

        assertThat(BROWSER.script("return import('/api/admin/dashboard/json.js').then("
                        + "json => json.parseAnswer('{\"items\":[{\"age\":" + number + "}]}').items[0].age === "
                        + number
                        + ")"))
                .isEqualTo(true);
    }

    @Test
    void jobs_are_listed_by_what_the_filter_says_page_by_page() {
        for (int i = 0; i < 51; i++) {
            SITE.enqueue(NewJob.builder(new JobType("report")));
        }
        SITE.failed();
        BROWSER.enter(SITE, "#/jobs");

        BROWSER.sees("mail");
        BROWSER.click("failed");
        BROWSER.click("Show");
        BROWSER.seesNot("report");
        BROWSER.click("any");
        BROWSER.fill("Type", "report");
        BROWSER.click("Show");
        BROWSER.seesNot("mail");
        await().until(() -> BROWSER.count("tbody tr") == 50);
        BROWSER.click("Older");
        await().until(() -> BROWSER.count("tbody tr") == 1);
        BROWSER.click("Newest");
        await().until(() -> BROWSER.count("tbody tr") == 50);
    }

    @Test
    void the_filter_goes_by_the_time_at_which_jobs_were_made() {
        SITE.enqueue();
        BROWSER.enter(SITE, "#/jobs");
        BROWSER.sees("mail");

        BROWSER.script("document.querySelector('[name=createdAfter]').value = '2100-01-01T12:30:15'");
        BROWSER.click("Show");
        BROWSER.sees("No jobs found.");
        assertThat(BROWSER.script("return document.querySelector('[name=createdAfter]').value"))
                .isEqualTo("2100-01-01T12:30:15");

        BROWSER.go(SITE.dashboard("#/jobs?createdAfter=noon"));
        BROWSER.sees("createdAfter");
        BROWSER.go(SITE.dashboard("#/jobs?createdBefore=2100-01-01T00:00:00.9Z"));
        BROWSER.sees("mail");
        BROWSER.fill("Type", "mail");
        BROWSER.click("Show");
        await().until(() -> "#/jobs?type=mail&createdBefore=2100-01-01T00%3A00%3A00.9Z"
                .equals(BROWSER.script("return location.hash")));
    }

    @Test
    void what_the_filter_does_not_allow_is_said_in_one_line() {
        BROWSER.enter(SITE, "#/jobs");

        BROWSER.fill("Type", "x".repeat(101));
        BROWSER.click("Show");

        BROWSER.sees("type must be at most 100 characters");
    }

    @Test
    void a_job_shows_why_it_is_there_what_it_holds_to_the_last_digit_and_its_runs() {
        Payload payload = Payload.of("{\"order\":12345678901234567890,\"price\":1.10}");
        SITE.enqueue(NewJob.builder(Site.TYPE).payload(payload));
        JobId id = SITE.claim().id();
        BROWSER.enter(SITE, "#/jobs/" + id);

        BROWSER.sees("\"order\": 12345678901234567890");
        BROWSER.sees("\"price\": 1.10");
        BROWSER.sees("worker-1");
        BROWSER.sees("It has been running for");
    }

    @Test
    void text_of_a_job_is_never_run() {
        String hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        SITE.ended(job -> new Event.FailForGood(job.fence(), hostile));
        JobId other = SITE.enqueue(NewJob.builder(Site.TYPE).payload(Payload.of("{\"a\":\"" + hostile + "\"}")));

        BROWSER.enter(SITE, "");
        BROWSER.sees(hostile);
        BROWSER.go(SITE.dashboard("#/jobs/" + other));
        BROWSER.sees("\"a\": \"" + hostile);

        assertThat(BROWSER.count("main img, main script")).isZero();
    }

    @Test
    void a_failed_job_is_retried() {
        JobId id = SITE.failed();
        BROWSER.enter(SITE, "#/jobs/" + id);

        BROWSER.click("Retry");

        BROWSER.sees("Queued again, due now.");
        BROWSER.sees("Cancel…");
        assertThat(state(id)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void a_queued_job_is_canceled_once_that_was_confirmed() {
        JobId id = SITE.enqueue();
        BROWSER.enter(SITE, "#/jobs/" + id);

        BROWSER.click("Cancel…");
        BROWSER.click("Leave it");
        assertThat(state(id)).isEqualTo(JobState.QUEUED);
        BROWSER.click("Cancel…");
        BROWSER.click("Cancel the job");

        BROWSER.sees("Canceled.");
        assertThat(state(id)).isEqualTo(JobState.CANCELED);
    }

    @Test
    void a_running_job_is_asked_to_end() {
        JobId id = SITE.enqueue();
        SITE.claim();
        BROWSER.enter(SITE, "#/jobs/" + id);

        BROWSER.click("Ask it to end");

        BROWSER.sees("Asked to end");
        assertThat(SITE.store().admin().find(id).orElseThrow().cancelAskedAt()).isPresent();
    }

    @Test
    void what_another_did_meanwhile_is_said() {
        JobId id = SITE.failed();
        BROWSER.enter(SITE, "#/jobs/" + id);
        BROWSER.sees("Retry");
        // The page is being read: it is not made fresh.
        BROWSER.script("document.querySelector('main .scroll').focus()");
        SITE.store().admin().retry(id);

        BROWSER.click("Retry");

        BROWSER.sees("job " + id + " is not in failed state");
        BROWSER.sees("Cancel…");
    }

    @Test
    void all_that_match_are_retried_once_their_number_was_confirmed() {
        JobId one = SITE.failed();
        JobId other = SITE.failed();
        BROWSER.enter(SITE, "#/jobs?state=failed&type=mail");

        BROWSER.click("Retry all of these…");
        BROWSER.sees("Retry 2 jobs?");
        BROWSER.click("Retry");

        BROWSER.sees("2 jobs queued again.");
        BROWSER.sees("No jobs found.");
        assertThat(state(one)).isEqualTo(JobState.QUEUED);
        assertThat(state(other)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void what_the_list_leaves_out_the_action_leaves_out() {
        JobId id = SITE.failed();
        BROWSER.enter(SITE, "#/jobs?state=failed&createdAfter=2100-01-01T00:00:00Z");
        BROWSER.sees("No jobs found.");

        BROWSER.click("Retry all of these…");

        BROWSER.sees("There is none.");
        assertThat(state(id)).isEqualTo(JobState.FAILED);
    }

    @Test
    void a_phone_shows_all_of_it_without_moving_the_page_sideways() {
        JobId id = SITE.ended(job -> new Event.FailForGood(job.fence(), "com.example.mail.".repeat(20)));
        BROWSER.size(390, 844);
        try {
            for (String page : List.of("", "#/jobs", "#/jobs/" + id, "#/schedules")) {
                BROWSER.enter(SITE, page);
                BROWSER.sees(page.equals("#/schedules") ? "No schedules found." : "com.example.mail");
                assertThat(BROWSER.script("return document.documentElement.scrollWidth <= window.innerWidth"))
                        .as(page)
                        .isEqualTo(true);
            }
        } finally {
            BROWSER.size(1280, 900);
        }
    }

    private static JobState state(JobId id) {
        return SITE.store().admin().find(id).orElseThrow().state();
    }
}
