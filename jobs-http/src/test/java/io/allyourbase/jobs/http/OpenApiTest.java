package io.allyourbase.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.allyourbase.jobs.http.testing.Client;
import io.allyourbase.jobs.http.testing.OpenApi;
import io.allyourbase.jobs.http.testing.Reply;
import io.allyourbase.jobs.http.testing.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The document describes the server: the client checks each answer, and here every operation is called. */
class OpenApiTest {
    @RegisterExtension
    static final Site SITE = new Site();

    private final Client client = SITE.client();

    @Test
    void every_operation_answers_as_the_document_says() {
        jobs();
        schedules();
        client.anonymous()
                .post("/auth", "{\"password\":\"" + Site.PASSWORD + "\"}")
                .is(200);
        client.get("/openapi.json").is(200);
        client.anonymous().get("/health/live").is(200);
        client.anonymous().get("/health/ready").is(200);

        client.get("/metrics").is(200);
        client.get("/workers").is(200);

        assertThat(client.exercised()).containsAll(OpenApi.DOCUMENT.successes());
    }

    @Test
    void the_document_is_served_as_it_is_written() {
        JsonNode served = client.get("/openapi.json").is(200).body();

        assertThat(served.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(served.path("paths").size())
                .isEqualTo(OpenApi.DOCUMENT.document().path("paths").size());
        client.anonymous().get("/openapi.json").is(401);
    }

    private void jobs() {
        String job = "{\"type\":\"mail\",\"idempotencyKey\":\"k\"}";
        String id = client.post("/jobs", job).is(201).text("id");
        client.post("/jobs", job).is(200);
        client.get("/jobs").is(200);
        client.get("/jobs/stats").is(200);
        client.get("/jobs/" + id).is(200);
        client.get("/jobs/" + id + "/explain").is(200);
        client.post("/jobs/" + id + "/run", "").is(200);
        client.post("/jobs/" + id + "/cancel", "").is(200);
        client.post("/jobs/" + SITE.failed() + "/retry", "").is(200);
        client.post("/jobs/retry", "{\"all\":true}").is(200);
        client.post("/jobs/run", "{\"all\":true}").is(200);
        client.post("/jobs/cancel", "{\"all\":true}").is(200);
    }

    private void schedules() {
        Reply created = client.post("/schedules", "{\"name\":\"n\",\"jobType\":\"mail\",\"cronExpr\":\"@daily\"}");
        String path = "/schedules/" + created.is(201).text("id");
        client.get("/schedules").is(200);
        client.get(path).is(200);
        client.put(path, "{\"cronExpr\":\"@hourly\"}").is(200);
        client.post(path + "/disable", "").is(200);
        client.post(path + "/enable", "").is(200);
        client.post(path + "/run", "").is(201);
        client.delete(path).is(204);
    }
}
