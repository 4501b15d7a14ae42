package io.allyourbase.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.allyourbase.jobs.http.testing.Site;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Presence;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerRoutesTest {
    @RegisterExtension
    static final Site SITE = new Site();

    @Test
    void without_workers_the_list_is_empty() {
        JsonNode body = SITE.client().get("/workers").is(200).body();

        assertThat(body.path("items")).isEmpty();
        assertThat(body.path("count").asInt()).isZero();
    }

    @Test
    void a_worker_tells_what_it_takes_and_how_many_jobs_it_runs() {
        SITE.present(new Presence.Worker(
                new WorkerId("worker-1"),
                Set.of(QueueName.DEFAULT, new QueueName("bulk")),
                Set.of(Site.TYPE, new JobType("invoice")),
                8));
        SITE.enqueue();
        SITE.claim();

        JsonNode worker = SITE.client().get("/workers").is(200).body().at("/items/0");

        assertThat(worker.path("workerId").asText()).isEqualTo("worker-1");
        assertThat(worker.path("queues").toString()).isEqualTo("[\"bulk\",\"default\"]");
        assertThat(worker.path("types").toString()).isEqualTo("[\"invoice\",\"mail\"]");
        assertThat(worker.path("concurrency").asInt()).isEqualTo(8);
        assertThat(worker.path("running").asInt()).isEqualTo(1);
        assertThat(Instant.parse(worker.path("seenAt").asText()))
                .isAfterOrEqualTo(worker.path("startedAt").asText());
    }
}
