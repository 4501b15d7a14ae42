package io.allyourbase.jobs.http.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.http.testing.Client;
import io.allyourbase.jobs.http.testing.Reply;
import io.allyourbase.jobs.http.testing.Site;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.schedule.NewSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever is asked, by however many at once: an answer, in the one shape, and no job moves as it must not. */
class GeneratedRequestsTest {
    private static final int CALLERS = 4;
    private static final int REQUESTS_EACH = 2_500;

    @RegisterExtension
    static final Site SITE = new Site();

    private static final Map<JobState, Set<JobState>> REACHABLE = Map.of(
            JobState.FAILED, Set.of(JobState.FAILED, JobState.QUEUED, JobState.CANCELED),
            JobState.QUEUED, Set.of(JobState.QUEUED, JobState.CANCELED),
            JobState.RUNNING, Set.of(JobState.RUNNING),
            JobState.COMPLETED, Set.of(JobState.COMPLETED));

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final Client client = SITE.client();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void ten_thousand_requests_are_answered_and_break_nothing() throws Exception {
        long seed = Long.getLong("ayb.test.seed", System.nanoTime());
        Map<JobId, Job> before = jobs();
        List<String> jobs = before.keySet().stream().map(JobId::toString).toList();
        List<String> schedules = schedules();

        run(caller -> {
            Requests requests = new Requests(new Random(seed + caller), jobs, schedules);
            for (int i = 0; i < REQUESTS_EACH; i++) {
                check(requests.next(), seed);
            }
        });

        before.forEach((id, job) -> assertThat(job(id).state())
                .as("job that was %s, -Dayb.test.seed=%d", job.state(), seed)
                .isIn(REACHABLE.get(job.state())));
        before.forEach((id, job) -> assertThat(job(id).fence()).isEqualTo(job.fence()));
        client.get("/jobs").is(200);
    }

    @Test
    void of_many_who_retry_and_cancel_one_job_each_step_is_one_callers() throws Exception {
        for (int round = 0; round < 50; round++) {
            JobId id = SITE.failed();
            List<Reply> retries = new ArrayList<>();
            List<Reply> cancels = new ArrayList<>();

            run(caller -> {
                Reply retry = client.post("/jobs/" + id + "/retry", "");
                Reply cancel = client.post("/jobs/" + id + "/cancel", "");
                synchronized (retries) {
                    retries.add(retry);
                    cancels.add(cancel);
                }
            });

            assertThat(retries).extracting(Reply::status).containsOnlyOnce(200).containsOnly(200, 409);
            assertThat(cancels).extracting(Reply::status).containsOnlyOnce(200).containsOnly(200, 409);
            assertThat(job(id).state()).isEqualTo(JobState.CANCELED);
        }
    }

    private void check(Requests.Request request, long seed) {
        String what = "-Dayb.test.seed=" + seed + ": " + request;
        String[] headers = request.headers().entrySet().stream()
                .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                .toArray(String[]::new);
        try {
            Reply reply = client.send(
                    request.method(),
                    "/api/admin" + request.path(),
                    request.body().array(),
                    headers);
            assertThat(reply.status()).as(what).isLessThan(500);
            if (reply.status() >= 400 && !request.method().equals("HEAD")) {
                assertThat(reply.body().path("code").intValue()).as(what).isEqualTo(reply.status());
                assertThat(reply.text("message")).as(what).isNotEmpty().doesNotContain("\n");
            }
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
    }

    /** Some jobs of each kind. */
    private Map<JobId, Job> jobs() {
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(SITE.failed());
            ids.add(SITE.completed());
            SITE.enqueue();
            ids.add(SITE.claim().id());
        }
        IntStream.range(0, 5).forEach(i -> ids.add(SITE.enqueue()));
        return ids.stream().collect(Collectors.toMap(id -> id, GeneratedRequestsTest::job));
    }

    private static List<String> schedules() {
        return IntStream.range(0, 5)
                .mapToObj(i -> NewSchedule.builder("known-" + i, new JobType("mail"), "@daily")
                        .build())
                .map(each ->
                        SITE.store().schedules().create(each).orElseThrow().id().toString())
                .toList();
    }

    private static Job job(JobId id) {
        return SITE.store().admin().find(id).orElseThrow();
    }

    private void run(Caller work) throws Exception {
        List<Callable<Void>> all = IntStream.range(0, CALLERS)
                .mapToObj(caller -> (Callable<Void>) () -> {
                    work.run(caller);
                    return null;
                })
                .toList();
        for (Future<Void> each : callers.invokeAll(all)) {
            each.get();
        }
    }

    @FunctionalInterface
    private interface Caller {
        void run(int caller);
    }
}
