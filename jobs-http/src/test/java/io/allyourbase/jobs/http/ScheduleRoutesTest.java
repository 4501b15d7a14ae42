package io.allyourbase.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.allyourbase.jobs.http.testing.Client;
import io.allyourbase.jobs.http.testing.Reply;
import io.allyourbase.jobs.http.testing.Site;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleRoutesTest {
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";
    private static final String PLAIN = "{\"name\":\"nightly\",\"jobType\":\"mail\",\"cronExpr\":\"0 3 * * *\"}";

    @RegisterExtension
    static final Site SITE = new Site();

    private final Client client = SITE.client();

    @Test
    void a_schedule_that_names_what_is_required_has_the_defaults() {
        Reply created = client.post("/schedules", PLAIN).is(201);

        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.header("Location")).isEqualTo("/api/admin/schedules/" + created.text("id"));
        assertThat(created.text("timezone")).isEqualTo("UTC");
        assertThat(created.body().path("payload").toString()).isEqualTo("{}");
        assertThat(created.text("enabled")).isEqualTo("true");
        assertThat(created.text("maxAttempts")).isEqualTo("4");
        assertThat(created.text("catchUp")).isEqualTo("once");
        assertThat(created.text("overlap")).isEqualTo("allow");
        assertThat(created.text("nextRunAt")).endsWith("T03:00:00Z");
        assertThat(created.body().has("lastRunAt") || created.body().has("problem"))
                .isFalse();
        assertThat(client.get("/schedules/" + created.text("id")).is(200).body())
                .isEqualTo(created.body());
    }

    @Test
    void a_schedule_keeps_every_option() {
        JsonNode created = client.post("/schedules", """
                        {"name":"n","jobType":"mail","cronExpr":"@hourly","timezone":"Europe/Berlin","payload":[1],
                         "enabled":false,"maxAttempts":2,"catchUp":"all","catchUpCap":9,"overlap":"skip"}
                        """).is(201).body();

        assertThat(created.path("timezone").asText()).isEqualTo("Europe/Berlin");
        assertThat(created.path("payload").toString()).isEqualTo("[1]");
        assertThat(created.path("enabled").booleanValue()).isFalse();
        assertThat(created.has("nextRunAt")).isFalse();
        assertThat(created.path("maxAttempts").intValue()).isEqualTo(2);
        assertThat(created.path("catchUp").asText()).isEqualTo("all");
        assertThat(created.path("catchUpCap").intValue()).isEqualTo(9);
        assertThat(created.path("overlap").asText()).isEqualTo("skip");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                              | name is required
            {"name":7}                                                      | name must be a string
            {"name":"n"}                                                    | jobType is required
            {"name":"n","jobType":"m"}                                      | cronExpr is required
            {"name":"n","jobType":"m","cronExpr":" "}                       | cronExpr is required
            {"name":"n","jobType":"m","cronExpr":"* * *"}                   | invalid cron expression
            {"name":"n","jobType":"m","cronExpr":"@daily","timezone":"Mars"} | invalid timezone
            {"name":"n","jobType":"m","cronExpr":"@daily","enabled":"yes"}  | enabled must be true or false
            {"name":"n","jobType":"m","cronExpr":"@daily","maxAttempts":0}  | maxAttempts 0 is not allowed; must be from 1 to 1000
            {"name":"n","jobType":"m","cronExpr":"@daily","catchUp":"some"} | catchUp "some" is not allowed; must be one of: once, skip, all
            {"name":"n","jobType":"m","cronExpr":"@daily","catchUp":"all"}  | catchUpCap is required with catchUp "all"
            {"name":"n","jobType":"m","cronExpr":"@daily","catchUpCap":3}   | catchUpCap is allowed only with catchUp "all"
            {"name":"n","jobType":"m","cronExpr":"@daily","catchUp":"all","catchUpCap":1001} | catchUpCap 1001 is not allowed; must be from 1 to 1000
            {"name":"n","jobType":"m","cronExpr":"@daily","overlap":"kill"} | overlap "kill" is not allowed; must be one of: allow, skip
            """)
    void a_new_schedule_that_is_not_allowed_is_refused(String body, String message) {
        client.post("/schedules", body).refuses(400, message);
        assertThat(SITE.store().schedules().list()).isEmpty();
    }

    @Test
    void names_that_are_too_long_or_taken_are_refused() {
        String tooLong = "x".repeat(101);
        client.post("/schedules", PLAIN.replace("nightly", tooLong))
                .refuses(400, "name must be at most 100 characters");
        client.post("/schedules", PLAIN.replace("mail", tooLong))
                .refuses(400, "jobType must be at most 100 characters");
        client.post("/schedules", PLAIN).is(201);
        client.post("/schedules", PLAIN).refuses(409, "schedule name already exists");
    }

    @Test
    void what_is_wrong_with_an_expression_is_told() {
        Reply refusal = client.post("/schedules", PLAIN.replace("0 3 * * *", "0 24 * * *"));

        assertThat(refusal.refuses(400, "invalid cron expression")
                        .body()
                        .at("/data/detail")
                        .asText())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 * * *||0 1 * * *",
                "* * * * 1|2",
                "1-5/ * * * *",
                "1-/ * * * *",
                "0 3 * * *\\u0000",
                "0 3 * * *\\ud800"
            })
    void what_is_hardly_an_expression_is_refused_like_any_other(String expression) {
        String path = created();

        client.post("/schedules", PLAIN.replace("0 3 * * *", expression)).refuses(400, "invalid cron expression");
        client.put(path, "{\"cronExpr\":\"" + expression + "\"}").refuses(400, "invalid cron expression");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"cronExpr":"x"} | invalid cron expression
            {"timezone":"x"} | invalid timezone
            """)
    void a_body_is_refused_before_a_schedule_that_is_not_there_or_has_changed(String body, String message) {
        client.put("/schedules/" + NOBODY, body).refuses(400, message);
        client.put(created(), body, "If-Match", "\"7\"").refuses(400, message);
    }

    @Test
    void schedules_are_listed_by_name() {
        client.post("/schedules", PLAIN.replace("nightly", "b")).is(201);
        client.post("/schedules", PLAIN.replace("nightly", "a")).is(201);

        JsonNode list = client.get("/schedules").is(200).body();

        assertThat(list.path("items").findValuesAsText("name")).containsExactly("a", "b");
        assertThat(list.path("count").intValue()).isEqualTo(2);
    }

    @Test
    void an_edit_keeps_what_it_does_not_name() {
        String path = created();

        Reply edited = client.put(path, "{\"timezone\":\"Asia/Tokyo\",\"payload\":{\"a\":1},\"cronExpr\":null}")
                .is(200);

        assertThat(edited.text("cronExpr")).isEqualTo("0 3 * * *");
        assertThat(edited.text("timezone")).isEqualTo("Asia/Tokyo");
        assertThat(edited.body().path("payload").toString()).isEqualTo("{\"a\":1}");
        assertThat(edited.text("nextRunAt")).endsWith("T18:00:00Z");
        assertThat(edited.header("ETag")).isEqualTo("\"2\"");
        client.put(path, "{\"cronExpr\":\"x\"}").refuses(400, "invalid cron expression");
        client.put(path, "{\"timezone\":\"x\"}").refuses(400, "invalid timezone");
        client.put(path, "{\"enabled\":0}").refuses(400, "enabled must be true or false");
        client.put(path, "[]").refuses(400, "invalid JSON body");
    }

    @Test
    void disabling_clears_the_next_run_and_enabling_computes_it() {
        String path = created();

        assertThat(client.post(path + "/disable", "").is(200).body().has("nextRunAt"))
                .isFalse();
        assertThat(client.post(path + "/enable", "").is(200).body().has("nextRunAt"))
                .isTrue();
        assertThat(client.put(path, "{\"enabled\":false}").is(200).body().has("nextRunAt"))
                .isFalse();
        assertThat(client.put(path, "{\"enabled\":true}").is(200).body().has("nextRunAt"))
                .isTrue();
    }

    @Test
    void enabling_what_is_overdue_starts_from_now_and_an_edit_leaves_it_due() {
        String path = created();
        SITE.putOff(SITE.store().schedules().list().get(0).id(), Instant.parse("2026-01-01T03:00:00Z"));

        Reply edited = client.put(path, "{\"enabled\":true,\"maxAttempts\":2}").is(200);
        Reply enabled = client.post(path + "/enable", "").is(200);

        assertThat(edited.text("nextRunAt")).isEqualTo("2026-01-01T03:00:00Z");
        assertThat(Instant.parse(enabled.text("nextRunAt"))).isAfter(Instant.parse(enabled.text("updatedAt")));
    }

    @Test
    void a_version_that_the_caller_has_is_answered_in_full_all_the_same() {
        String path = created();
        SITE.putOff(SITE.store().schedules().list().get(0).id(), Instant.parse("2026-01-01T03:00:00Z"));

        Reply read = client.get(path, "If-None-Match", "\"1\"").is(200);
        Reply made = client.post("/schedules", PLAIN.replace("nightly", "n"), "If-None-Match", "\"1\"")
                .is(201);

        assertThat(read.text("nextRunAt")).isEqualTo("2026-01-01T03:00:00Z");
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void an_edit_of_an_older_version_is_refused_with_the_current_one() {
        String path = created();
        client.put(path, "{\"maxAttempts\":9}", "If-Match", "\"1\"").is(200);

        for (String call : List.of("", "/enable", "/disable")) {
            Reply refusal = client.send(call.isEmpty() ? "PUT" : "POST", path + call, "{}", "If-Match", "\"1\"");

            refusal.refuses(412, "schedule was changed by another; read it again");
            assertThat(refusal.body().at("/data/maxAttempts").intValue()).isEqualTo(9);
            assertThat(refusal.header("ETag")).isEqualTo("\"2\"");
        }
        client.put(path, "{}", "If-Match", "*").is(200);
        client.delete(path, "If-Match", "\"1\"").is(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            1
            W/"1"
            "one"
            "1", "2"
            "99999999999999999999"
            """)
    void a_malformed_version_is_refused(String version) {
        client.put(created(), "{}", "If-Match", version)
                .refuses(
                        400,
                        "If-Match " + version
                                + " is not allowed; must be one version in double quotes such as \"3\", or *");
    }

    @Test
    void no_edit_is_lost_between_two_operators() throws Exception {
        String path = created();
        ExecutorService operators = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> edits = IntStream.range(0, 2)
                    .mapToObj(operator -> operators.submit(() -> tenEdits(path)))
                    .toList();
            for (Future<Integer> edit : edits) {
                edit.get();
            }
        } finally {
            operators.shutdownNow();
        }

        // Each of twenty edits added one to what it had read: had one been lost, the sum would be smaller.
        assertThat(client.get(path).is(200).text("maxAttempts")).isEqualTo("24");
    }

    @Test
    void a_schedule_is_run_now_enabled_or_not() {
        String path = created();
        String next = client.post(path + "/disable", "").text("nextRunAt");

        Reply job = client.post(path + "/run", "").is(201);

        assertThat(job.text("type")).isEqualTo("mail");
        assertThat(job.text("state")).isEqualTo("queued");
        assertThat(path).endsWith(job.text("scheduleId"));
        assertThat(job.body().has("fireTime")).isFalse();
        assertThat(job.header("Location")).isEqualTo("/api/admin/jobs/" + job.text("id"));
        assertThat(client.get(path).text("nextRunAt")).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({"GET,''", "PUT,''", "DELETE,''", "POST,/enable", "POST,/disable", "POST,/run"})
    void a_schedule_that_is_not_there_or_no_id_is_told_apart(String method, String call) {
        client.send(method, "/schedules/" + NOBODY + call, "{}").refuses(404, "schedule not found");
        client.send(method, "/schedules/nightly" + call, "{}").refuses(400, "invalid schedule id format");
    }

    @Test
    void a_deleted_schedule_is_gone() {
        String path = created();

        client.delete(path).is(204);

        client.delete(path).refuses(404, "schedule not found");
        client.put(path, "{").refuses(400, "invalid JSON body");
    }

    private String created() {
        return "/schedules/" + client.post("/schedules", PLAIN).is(201).text("id");
    }

    private int tenEdits(String path) {
        int done = 0;
        while (done < 10) {
            Reply read = client.get(path).is(200);
            int more = read.body().path("maxAttempts").intValue() + 1;
            Reply edited = client.put(path, "{\"maxAttempts\":" + more + "}", "If-Match", read.header("ETag"));
            if (edited.status() == 200) {
                done++;
            } else {
                edited.is(412);
            }
        }
        return done;
    }
}
