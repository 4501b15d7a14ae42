package io.allyourbase.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.allyourbase.jobs.http.testing.Client;
import io.allyourbase.jobs.http.testing.Log;
import io.allyourbase.jobs.http.testing.Site;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that operators have run before their time. */
class RunNowRoutesTest {
    private static final Duration LATER = Duration.ofHours(3);

    @RegisterExtension
    static final Site SITE = new Site();

    private final Client client = SITE.client();

    @Test
    void a_job_in_its_backoff_is_due_now_with_what_it_has_used() {
        JobId id = SITE.ended(job -> new Event.Fail(job.fence(), "mailbox full", LATER));

        JsonNode job = client.post("/jobs/" + id + "/run", "").is(200).body();

        assertThat(job.path("state").asText()).isEqualTo("queued");
        assertThat(job.path("runAt")).isEqualTo(job.path("updatedAt"));
        assertThat(job.path("attempts").intValue()).isEqualTo(1);
        assertThat(job.path("lastError").asText()).isEqualTo("mailbox full");
        assertThat(client.post("/jobs/" + id + "/run", "").is(200).body()).isEqualTo(job);
        assertThat(SITE.claim().id()).isEqualTo(id);
    }

    @Test
    void only_a_queued_job_is_run() {
        JobId failed = SITE.failed();
        SITE.enqueue();
        JobId running = SITE.claim().id();

        client.post("/jobs/" + failed + "/run", "").refuses(409, "job " + failed + " is not in queued state");
        client.post("/jobs/" + running + "/run", "").refuses(409, "job " + running + " is not in queued state");
    }

    @Test
    void delayed_jobs_that_match_are_counted_then_due_now_and_it_is_written_down() {
        JobId first = SITE.ended(job -> new Event.Fail(job.fence(), "mailbox full", LATER));
        JobId second = SITE.enqueue(NewJob.builder(Site.TYPE).delay(LATER));
        JobId other = SITE.enqueue(NewJob.builder(new JobType("sms")).delay(LATER));
        SITE.enqueue();
        String filter = "{\"filter\":{\"type\":\"mail\"},";

        try (Log audit = Log.of("io.allyourbase.jobs.audit")) {
            assertThat(run(filter + "\"dryRun\":true}"))
                    .isEqualTo("{\"matched\":2,\"changed\":0,\"remaining\":2,\"dryRun\":true}");
            assertThat(run(filter + "\"limit\":1}"))
                    .isEqualTo("{\"matched\":2,\"changed\":1,\"remaining\":1,\"dryRun\":false}");
            assertThat(reason(first)).isEqualTo("no_worker");
            assertThat(reason(second)).isEqualTo("due_later");
            assertThat(run(filter + "\"limit\":10}"))
                    .isEqualTo("{\"matched\":1,\"changed\":1,\"remaining\":0,\"dryRun\":false}");
            assertThat(reason(second)).isEqualTo("no_worker");
            assertThat(reason(other)).isEqualTo("due_later");

            assertThat(audit.lines())
                    .containsExactly(
                            "admin POST /api/admin/jobs/run: 200 2 delayed jobs counted, with type \"mail\", from 127.0.0.1",
                            "admin POST /api/admin/jobs/run: 200 1 of 2 delayed jobs changed, with type \"mail\", "
                                    + "from 127.0.0.1",
                            "admin POST /api/admin/jobs/run: 200 1 of 1 delayed jobs changed, with type \"mail\", "
                                    + "from 127.0.0.1");
        }
    }

    private String run(String body) {
        return client.post("/jobs/run", body).is(200).body().toString();
    }

    private String reason(JobId id) {
        return client.get("/jobs/" + id + "/explain").is(200).text("reason");
    }
}
