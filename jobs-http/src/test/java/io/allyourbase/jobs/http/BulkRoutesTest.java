package io.allyourbase.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.http.testing.Client;
import io.allyourbase.jobs.http.testing.Site;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BulkRoutesTest {
    private static final String NO_FILTER = "filter is required; name at least one of type, queue, createdAfter, "
            + "createdBefore, error, or say \"all\": true";

    @RegisterExtension
    static final Site SITE = new Site();

    private final Client client = SITE.client();

    @Test
    void failed_jobs_that_match_are_retried_up_to_the_limit() {
        SITE.failed();
        SITE.failed();
        SITE.failed();

        assertThat(client.post("/jobs/retry", "{\"filter\":{\"error\":\"mailbox\"},\"limit\":2}")
                        .is(200)
                        .body()
                        .toString())
                .isEqualTo("{\"matched\":3,\"changed\":2,\"remaining\":1,\"dryRun\":false}");
        assertThat(client.post("/jobs/retry", "{\"filter\":{\"error\":\"mailbox\"}}")
                        .is(200)
                        .body()
                        .toString())
                .isEqualTo("{\"matched\":1,\"changed\":1,\"remaining\":0,\"dryRun\":false}");
        assertThat(SITE.store().stats().stats().queued()).isEqualTo(3);
    }

    @Test
    void queued_jobs_that_match_are_canceled_and_no_others() {
        SITE.failed();
        SITE.enqueue(NewJob.builder(new JobType("sms")).queue(new QueueName("slow")));
        SITE.enqueue();

        assertThat(client.post("/jobs/cancel", "{\"filter\":{\"type\":\"sms\",\"queue\":\"slow\"}}")
                        .is(200)
                        .text("changed"))
                .isEqualTo("1");
        assertThat(client.post("/jobs/cancel", "{\"all\":true}").is(200).text("changed"))
                .isEqualTo("1");
        assertThat(SITE.store().stats().stats().failed()).isEqualTo(1);
    }

    @Test
    void running_jobs_that_match_are_asked_to_end_when_the_caller_says_so() {
        String running = SITE.enqueue().toString();
        SITE.claim();
        String queued = SITE.enqueue().toString();
        String all = "{\"all\":true}";

        assertThat(client.post("/jobs/cancel?running=ask", "{\"all\":true,\"dryRun\":true}")
                        .is(200)
                        .text("matched"))
                .isEqualTo("2");
        assertThat(client.post("/jobs/cancel?running=ask", all).is(200).body().toString())
                .isEqualTo("{\"matched\":2,\"changed\":2,\"remaining\":0,\"dryRun\":false}");
        assertThat(client.get("/jobs/" + running).is(200).body().has("cancelAskedAt"))
                .isTrue();
        assertThat(client.get("/jobs/" + queued).text("state")).isEqualTo("canceled");
        assertThat(client.post("/jobs/cancel?running=ask", all).is(200).text("matched"))
                .isEqualTo("0");
        client.post("/jobs/cancel?running=kill", all)
                .refuses(400, "running \"kill\" is not allowed; must be ask, or be left out");
    }

    @Test
    void a_dry_run_counts_and_changes_nothing() {
        SITE.failed();
        SITE.failed();

        assertThat(client.post("/jobs/retry", "{\"all\":true,\"dryRun\":true,\"limit\":1}")
                        .is(200)
                        .body()
                        .toString())
                .isEqualTo("{\"matched\":2,\"changed\":0,\"remaining\":2,\"dryRun\":true}");
        assertThat(SITE.store().stats().stats().failed()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"filter\":{}}",
                "{\"filter\":{\"type\":null}}",
                "{\"all\":false}",
                "{\"filter\":{\"state\":\"failed\"}}"
            })
    void all_jobs_are_never_meant_by_omission(String body) {
        SITE.failed();
        SITE.enqueue();

        client.post("/jobs/retry", body).refuses(400, NO_FILTER);
        client.post("/jobs/run", body).refuses(400, NO_FILTER);
        client.post("/jobs/cancel", body).refuses(400, NO_FILTER);
        assertThat(SITE.store().stats().stats().failed()).isEqualTo(1);
        assertThat(SITE.store().stats().stats().queued()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"all":true,"limit":0}              | limit 0 is not allowed; must be from 1 to 10000
            {"all":true,"limit":10001}          | limit 10001 is not allowed; must be from 1 to 10000
            {"all":"yes"}                       | all must be true or false
            {"all":true,"dryRun":1}             | dryRun must be true or false
            {"filter":[]}                       | filter must be an object
            {"filter":{"type":1}}               | filter.type must be a string
            {"filter":{"createdAfter":"today"}} | filter.createdAfter "today" is not allowed; must be an RFC 3339 time such as 2026-01-31T12:00:00Z
            {"filter":{"error":" "}}            | error is required
            """)
    void a_field_that_is_not_allowed_is_named(String body, String message) {
        client.post("/jobs/cancel", body).refuses(400, message);
        client.post("/jobs/run", body).refuses(400, message);
    }
}
