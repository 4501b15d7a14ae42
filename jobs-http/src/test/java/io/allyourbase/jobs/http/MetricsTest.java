package io.allyourbase.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.http.testing.Client;
import io.allyourbase.jobs.http.testing.Reply;
import io.allyourbase.jobs.http.testing.Site;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import io.allyourbase.jobs.retry.FixedBackoff;
import io.allyourbase.jobs.retry.RetryPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsTest {
    @RegisterExtension
    static final Site SITE = new Site();

    @Test
    void tell_the_states_the_oldest_wait_and_what_should_be_rare() {
        SITE.completed();
        SITE.enqueue();
        SITE.claim(Duration.ofMillis(1));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> SITE.store().work().leases().recover(1).size() == 1);
        try (AdminServer server = AdminServer.start(SITE.jobs(), Site.options().build())) {
            Reply metrics = Client.of(server.url(), Site.TOKEN).get("/metrics").is(200);

            assertThat(metrics.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(metrics.body().textValue().lines())
                    .contains(
                            "ayb_jobs{state=\"queued\"} 1.0",
                            "ayb_jobs{state=\"running\"} 0.0",
                            "ayb_jobs{state=\"completed\"} 1.0",
                            "ayb_jobs{state=\"failed\"} 0.0",
                            "ayb_jobs{state=\"canceled\"} 0.0",
                            "ayb_jobs_leases_lost_total 0.0",
                            "ayb_jobs_runs_recovered_total 1.0",
                            "ayb_jobs_stale_writes_refused_total 0.0",
                            "ayb_jobs_duplicate_executions_total 0.0")
                    .anyMatch(line -> line.startsWith("ayb_jobs_oldest_queued_age_seconds "));
        }
    }

    @Test
    void tell_what_the_engine_of_this_process_did() {
        JobDefinition<String> flaky = JobDefinition.of("flaky", String.class)
                .retryPolicy(RetryPolicy.of(new FixedBackoff(Duration.ofHours(1))));
        try (TestDatabase database = TestDatabase.migrated();
                PostgresJobs jobs = PostgresJobs.builder(database.dataSource())
                        .schema(database.schema())
                        .handle(JobDefinition.of("mail", String.class), (to, run) -> {})
                        .handle(flaky, (to, run) -> {
                            throw new IllegalStateException("no such mailbox");
                        })
                        .build()
                        .start();
                AdminServer server = AdminServer.start(jobs, Site.options().build())) {
            Client client = Client.of(server.url(), Site.TOKEN);
            jobs.enqueue(JobDefinition.of("mail", String.class), "ada");
            jobs.enqueue(JobDefinition.of("mail", String.class), "bob");
            jobs.enqueue(flaky, "cy");
            jobs.enqueue(flaky, "di", job -> job.maxAttempts(1));

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(client.get("/metrics")
                                    .is(200)
                                    .body()
                                    .textValue()
                                    .lines())
                            .contains(
                                    "ayb_jobs_runs_started_total{type=\"mail\"} 2.0",
                                    "ayb_jobs_runs_ended_total{outcome=\"completed\",type=\"mail\"} 2.0",
                                    "ayb_jobs_runs_ended_total{outcome=\"retried\",type=\"flaky\"} 1.0",
                                    "ayb_jobs_runs_ended_total{outcome=\"failed\",type=\"flaky\"} 1.0",
                                    "ayb_jobs_schedules_fired_total 0.0"));
        }
    }

    @Test
    void need_the_token_unless_they_are_opened() {
        SITE.client().anonymous().get("/metrics").is(401);
        try (AdminServer open =
                AdminServer.start(SITE.jobs(), Site.options().openMetrics().build())) {
            Client client = Client.of(open.url(), Site.TOKEN).anonymous();

            client.get("/metrics").is(200);
            client.get("/jobs/stats").is(401);
        }
    }

    @Test
    void are_none_while_jobs_are_disabled() {
        try (TestDatabase database = TestDatabase.empty();
                PostgresJobs disabled = PostgresJobs.builder(database.dataSource())
                        .schema(database.schema())
                        .config(JobsConfig.DEFAULT)
                        .build();
                AdminServer server =
                        AdminServer.start(disabled, Site.options().openMetrics().build())) {
            Client.of(server.url(), Site.TOKEN).get("/metrics").refuses(503, "job queue is not enabled");
        }
    }
}
