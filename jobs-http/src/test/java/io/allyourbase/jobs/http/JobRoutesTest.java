package io.allyourbase.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.allyourbase.jobs.http.testing.Client;
import io.allyourbase.jobs.http.testing.Reply;
import io.allyourbase.jobs.http.testing.Site;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobRoutesTest {
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

    @RegisterExtension
    static final Site SITE = new Site();

    private final Client client = SITE.client();

    @Test
    void a_job_is_enqueued_with_every_option_and_read_again() {
        Reply created = client.post("/jobs", """
                        {"type":"mail","payload":{"to":["ada",1.10,1e400]},"runAt":"2030-01-31T12:00:00.123456+02:00",
                         "maxAttempts":7,"idempotencyKey":"order-7","queue":"slow","priority":2,"unknown":true}
                        """).is(201);

        assertThat(created.header("Location")).isEqualTo("/api/admin/jobs/" + created.text("id"));
        JsonNode job = client.get("/jobs/" + created.text("id")).is(200).body();
        assertThat(job.path("payload").toString()).isEqualTo("{\"to\":[\"ada\",1.10,1E+400]}");
        assertThat(job.path("runAt").asText()).isEqualTo("2030-01-31T10:00:00.123456Z");
        assertThat(job.path("maxAttempts").intValue()).isEqualTo(7);
        assertThat(job.path("idempotencyKey").asText()).isEqualTo("order-7");
        assertThat(job.path("queue").asText()).isEqualTo("slow");
        assertThat(job.path("priority").intValue()).isEqualTo(2);
        assertThat(job.path("state").asText()).isEqualTo("queued");
        assertThat(job.path("runs")).isEmpty();
    }

    @Test
    void a_job_that_names_only_its_type_has_the_defaults() {
        JsonNode job = client.post("/jobs", "{\"type\":\"mail\",\"payload\":null}")
                .is(201)
                .body();

        assertThat(job.path("payload").toString()).isEqualTo("{}");
        assertThat(job.path("queue").asText()).isEqualTo("default");
        assertThat(job.path("maxAttempts").intValue()).isEqualTo(4);
        assertThat(job.path("priority").intValue()).isEqualTo(5);
        assertThat(job.has("lastError") || job.has("leaseUntil") || job.has("runs"))
                .isFalse();
    }

    @Test
    void a_key_that_names_a_job_already_answers_with_it() {
        Reply first = client.post("/jobs", "{\"type\":\"mail\",\"idempotencyKey\":\"k\",\"payload\":1}")
                .is(201);
        Reply again = client.post("/jobs", "{\"type\":\"mail\",\"idempotencyKey\":\"k\",\"payload\":2}")
                .is(200);

        assertThat(again.body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                     | type is required
            {"type":" "}                           | type is required
            {"type":7}                             | type must be a string
            {"type":"m","runAt":"soon"}            | runAt "soon" is not allowed; must be an RFC 3339 time such as 2026-01-31T12:00:00Z
            {"type":"m","runAt":5}                 | runAt must be a string
            {"type":"m","maxAttempts":"3"}         | maxAttempts must be a whole number of at most 32 bits
            {"type":"m","maxAttempts":1.5}         | maxAttempts must be a whole number of at most 32 bits
            {"type":"m","maxAttempts":99999999999} | maxAttempts must be a whole number of at most 32 bits
            {"type":"m","maxAttempts":1e99999999}  | maxAttempts must be a whole number of at most 32 bits
            {"type":"m","maxAttempts":0}           | maxAttempts 0 is not allowed; must be from 1 to 1000
            {"type":"m","priority":10}             | priority 10 is not allowed; must be from 1 to 9
            {"type":"m","queue":""}                | queue is required
            {"type":"m","queue":[]}                | queue must be a string
            {"type":"m","idempotencyKey":""}       | idempotencyKey must not be empty
            {"type":"m","payload":"a\\u0000b"}     | payload must be valid JSON: NUL in a string, which Postgres can't store, at 8
            """)
    void a_field_that_is_not_allowed_is_named(String body, String message) {
        client.post("/jobs", body).refuses(400, message);
        assertThat(SITE.store().stats().stats().queued()).isZero();
    }

    @Test
    void a_name_that_is_too_long_is_refused() {
        client.post("/jobs", "{\"type\":\"" + "x".repeat(101) + "\"}")
                .refuses(400, "type must be at most 100 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "{",
                "[]",
                "\"mail\"",
                "{\"type\":\"m\"} {}",
                "{\"type\":\"m\",\"type\":\"n\"}",
                "{type:1}",
                "null",
                "\ufeff{}"
            })
    void a_body_that_is_not_one_json_object_is_refused(String body) {
        client.post("/jobs", body).refuses(400, "invalid JSON body");
    }

    @Test
    void an_empty_or_endlessly_nested_body_is_refused() {
        client.post("/jobs", "").refuses(400, "invalid JSON body");
        client.post("/jobs", "{\"type\":\"m\",\"payload\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                .refuses(400, "invalid JSON body");
    }

    @Test
    void jobs_are_listed_newest_first_and_paged_by_cursor_and_offset() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(0, SITE.enqueue().toString());
        }

        List<String> paged = new ArrayList<>();
        Reply page = client.get("/jobs?limit=3").is(200);
        while (true) {
            page.body().path("items").forEach(job -> paged.add(job.path("id").asText()));
            assertThat(page.body().path("count").intValue())
                    .isEqualTo(page.body().path("items").size());
            if (page.text("nextCursor").isEmpty()) {
                break;
            }
            page = client.get("/jobs?limit=3&cursor=" + page.text("nextCursor")).is(200);
        }

        assertThat(paged).isEqualTo(ids);
        assertThat(idsOf("/jobs?limit=2&offset=5")).isEqualTo(ids.subList(5, 7));
    }

    @Test
    void each_filter_leaves_out_what_does_not_match() {
        JobId failed = SITE.failed();
        JobId completed = SITE.completed();
        String other = client.post("/jobs", "{\"type\":\"sms & more\",\"queue\":\"slow\"}")
                .text("id");
        Instant created = SITE.store().admin().find(completed).orElseThrow().createdAt();

        assertThat(idsOf("/jobs?state=failed")).containsExactly(failed.toString());
        assertThat(idsOf("/jobs?type=sms+%26%20more")).containsExactly(other);
        assertThat(idsOf("/jobs?queue=slow")).containsExactly(other);
        assertThat(idsOf("/jobs?error=NO%20SUCH")).containsExactly(failed.toString());
        assertThat(idsOf("/jobs?createdAfter=" + created)).containsExactly(other, completed.toString());
        assertThat(idsOf("/jobs?createdBefore=" + created)).containsExactly(failed.toString());
        assertThat(idsOf("/jobs?state=&type=&limit=")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            state=done            | invalid state filter; must be one of: queued, running, completed, failed, canceled
            limit=ten             | limit "ten" is not allowed; must be a whole number
            limit=0               | limit 0 is not allowed; must be from 1 to 500
            limit=501             | limit 501 is not allowed; must be from 1 to 500
            limit=99999999999     | limit "99999999999" is not allowed; must be a whole number
            offset=-1             | offset -1 is not allowed; must be zero or more
            offset=x              | offset "x" is not allowed; must be a whole number
            cursor=abc            | cursor "abc" is not allowed; must be the nextCursor of the page before
            cursor=f_________________________________8 | cursor "f_________________________________8" is not allowed; must be the nextCursor of the page before
            createdAfter=yesterday | createdAfter "yesterday" is not allowed; must be an RFC 3339 time such as 2026-01-31T12:00:00Z
            createdAfter=0000-01-01T00:00:00%2B01:00 | createdAfter "0000-01-01T00:00:00+01:00" is not allowed; must be an RFC 3339 time such as 2026-01-31T12:00:00Z
            createdAfter=9999-12-31T23:59:59-01:00 | createdAfter "9999-12-31T23:59:59-01:00" is not allowed; must be an RFC 3339 time such as 2026-01-31T12:00:00Z
            createdBefore=2026-02-30T12:00:00Z | createdBefore "2026-02-30T12:00:00Z" is not allowed; must be an RFC 3339 time such as 2026-01-31T12:00:00Z
            queue=%20             | queue is required
            type=a%00b            | type must not contain a NUL character
            error=a%00b           | error must not contain a NUL character
            state=failed&state=queued | state must be given once
            type=%ff              | invalid query string; must be UTF-8 in percent encoding
            type=%c0%80           | invalid query string; must be UTF-8 in percent encoding
            """)
    void a_parameter_that_is_not_allowed_is_named(String query, String message) {
        client.get("/jobs?" + query).refuses(400, message);
    }

    @Test
    void stats_count_by_state_and_give_the_age_of_the_oldest_due_job() {
        assertThat(client.get("/jobs/stats").is(200).body().has("oldestQueuedAgeSec"))
                .isFalse();
        SITE.failed();
        SITE.completed();
        client.post("/jobs", "{\"type\":\"mail\",\"runAt\":\"2026-01-01T00:00:00Z\"}")
                .is(201);

        JsonNode stats = client.get("/jobs/stats").is(200).body();

        assertThat(stats.path("queued").intValue()).isEqualTo(1);
        assertThat(stats.path("running").intValue()).isZero();
        assertThat(stats.path("completed").intValue()).isEqualTo(1);
        assertThat(stats.path("failed").intValue()).isEqualTo(1);
        assertThat(stats.path("canceled").intValue()).isZero();
        assertThat(stats.path("oldestQueuedAgeSec").isNumber()).isTrue();
        assertThat(stats.path("staleWritesRefused").intValue()).isZero();
    }

    @Test
    void a_job_shows_its_runs_oldest_first() {
        JobId id = SITE.ended(job -> new Event.Fail(job.fence(), "first", Duration.ZERO));
        Job running = SITE.claim();

        JsonNode runs = client.get("/jobs/" + id).is(200).body().path("runs");

        assertThat(running.id()).isEqualTo(id);
        assertThat(runs.findValuesAsText("outcome")).containsExactly("failed", "running");
        assertThat(runs.findValuesAsText("workerId")).containsExactly("worker-1", "worker-1");
        assertThat(runs.get(0).path("error").asText()).isEqualTo("first");
        assertThat(runs.get(0).has("endedAt")).isTrue();
        assertThat(runs.get(1).has("endedAt") || runs.get(1).has("error")).isFalse();
    }

    @Test
    void an_ended_job_says_when_and_how() {
        JsonNode completed = client.get("/jobs/" + SITE.completed()).is(200).body();
        JsonNode failed = client.get("/jobs/" + SITE.failed()).is(200).body();

        assertThat(completed.path("completedAt")).isEqualTo(completed.path("finishedAt"));
        assertThat(completed.path("report").asText()).isEqualTo("sent");
        assertThat(failed.path("lastError").asText()).isEqualTo("no such mailbox");
        assertThat(failed.has("completedAt") || failed.has("canceledAt")).isFalse();
    }

    @Test
    void a_failed_job_is_retried_once() {
        JobId id = SITE.failed();

        JsonNode job = client.post("/jobs/" + id + "/retry", "").is(200).body();

        assertThat(job.path("state").asText()).isEqualTo("queued");
        assertThat(job.path("attempts").intValue()).isZero();
        assertThat(job.has("lastError")).isFalse();
        client.post("/jobs/" + id + "/retry", "").refuses(409, "job " + id + " is not in failed state");
    }

    @Test
    void a_queued_job_is_canceled_once() {
        JobId id = SITE.enqueue();

        JsonNode job = client.post("/jobs/" + id + "/cancel", "").is(200).body();

        assertThat(job.path("state").asText()).isEqualTo("canceled");
        assertThat(job.path("canceledAt")).isEqualTo(job.path("finishedAt"));
        client.post("/jobs/" + id + "/cancel", "").refuses(409, "job " + id + " is not in queued state");
    }

    @ParameterizedTest
    @CsvSource({"GET,''", "GET,/explain", "POST,/retry", "POST,/run", "POST,/cancel"})
    void a_job_that_is_not_there_or_no_id_is_told_apart(String method, String call) {
        client.send(method, "/jobs/" + NOBODY + call, "").refuses(404, "job not found");
        client.send(method, "/jobs/1-2-3-4-5" + call, "").refuses(400, "invalid job id format");
        client.send(method, "/jobs/" + NOBODY + "0".repeat(5000) + call, "").refuses(400, "invalid job id format");
    }

    @Test
    void a_job_that_waits_says_why() {
        String later = client.post("/jobs", "{\"type\":\"mail\",\"runAt\":\"2100-01-01T00:00:00Z\"}")
                .text("id");
        JobId due = SITE.enqueue();

        JsonNode first = client.get("/jobs/" + later + "/explain").is(200).body();
        JsonNode second = client.get("/jobs/" + due + "/explain").is(200).body();

        assertThat(first.path("reason").asText()).isEqualTo("due_later");
        assertThat(first.path("dueInSec").isNumber()).isTrue();
        assertThat(second.path("reason").asText()).isEqualTo("no_worker");
        assertThat(second.path("liveWorkers").intValue()).isZero();
        assertThat(second.path("attemptsLeft").intValue()).isEqualTo(4);
    }

    @Test
    void a_job_that_runs_or_has_ended_says_so() {
        SITE.enqueue();
        Job running = SITE.claim();

        JsonNode runs = client.get("/jobs/" + running.id() + "/explain").is(200).body();
        JsonNode failed =
                client.get("/jobs/" + SITE.failed() + "/explain").is(200).body();

        assertThat(runs.path("reason").asText()).isEqualTo("running");
        assertThat(runs.path("workerId").asText()).isEqualTo("worker-1");
        assertThat(runs.path("leaseEndsInSec").isNumber()).isTrue();
        assertThat(failed.path("reason").asText()).isEqualTo("failed");
        assertThat(failed.path("lastError").asText()).isEqualTo("no such mailbox");
    }

    private List<String> idsOf(String path) {
        List<String> ids = new ArrayList<>();
        client.get(path)
                .is(200)
                .body()
                .path("items")
                .forEach(job -> ids.add(job.path("id").asText()));
        return ids;
    }
}
