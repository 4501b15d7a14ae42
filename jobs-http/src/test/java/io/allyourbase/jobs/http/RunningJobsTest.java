package io.allyourbase.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.allyourbase.jobs.http.testing.Client;
import io.allyourbase.jobs.http.testing.Reply;
import io.allyourbase.jobs.http.testing.Site;
import io.allyourbase.jobs.name.JobId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators see of runs, and ask of them. */
class RunningJobsTest {
    @RegisterExtension
    static final Site SITE = new Site();

    private final Client client = SITE.client();

    @Test
    void a_run_that_was_taken_back_says_so() {
        JobId id = SITE.enqueue();
        SITE.claim(Duration.ofMillis(1));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> SITE.store().work().leases().recover(1).size() == 1);

        JsonNode run = client.get("/jobs/" + id).is(200).body().path("runs").get(0);

        assertThat(run.path("outcome").asText()).isEqualTo("failed");
        assertThat(run.path("recovered").booleanValue()).isTrue();
        assertThat(client.get("/jobs/stats").body().path("runsRecovered").intValue())
                .isOne();
    }

    @Test
    void a_running_job_is_asked_to_end_when_the_caller_says_so() {
        String ended = SITE.completed().toString();
        SITE.enqueue();
        String running = SITE.claim().id().toString();
        String queued = SITE.enqueue().toString();

        client.post("/jobs/" + running + "/cancel", "").refuses(409, "job " + running + " is not in queued state");
        Reply asked =
                client.post("/jobs/" + running + "/cancel?running=ask", "").is(200);

        assertThat(asked.text("state")).isEqualTo("running");
        assertThat(asked.body().has("cancelAskedAt")).isTrue();
        assertThat(client.get("/jobs/" + running + "/explain").text("sentence"))
                .containsPattern("; it was asked to end [0-9.]+ s ago");
        assertThat(client.post("/jobs/" + queued + "/cancel?running=ask", "")
                        .is(200)
                        .text("state"))
                .isEqualTo("canceled");
        client.post("/jobs/" + ended + "/cancel?running=ask", "")
                .refuses(409, "job " + ended + " is not in queued or running state");
        client.post("/jobs/" + running + "/cancel?running=kill", "")
                .refuses(400, "running \"kill\" is not allowed; must be ask, or be left out");
    }
}
