package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.Wakeups;
import io.allyourbase.jobs.postgres.notify.Channel;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static final int THREADS = 8;
    private static final JobType TYPE = new JobType("mail");

    private final TestDatabase database = TestDatabase.migrated();
    private final PostgresStore store = PostgresStore.of(database.dataSource(), database.schema());
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    @Test
    void eight_claimers_never_get_the_same_job() throws InterruptedException, ExecutionException {
        store.queue().enqueueAll(Collections.nCopies(2_000, NewJob.of(TYPE, Payload.EMPTY)));

        List<JobId> claimed = new ArrayList<>();
        for (List<JobId> each : atOnce(this::claimAll)) {
            claimed.addAll(each);
        }

        assertThat(claimed).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void the_same_keys_enqueued_by_eight_at_once_make_one_job_each() throws InterruptedException, ExecutionException {
        List<Set<JobId>> answers = atOnce(() -> {
            List<NewJob> jobs = new ArrayList<>(IntStream.range(0, 500)
                    .mapToObj(i -> NewJob.builder(TYPE).idempotencyKey("k" + i).build())
                    .toList());
            Collections.shuffle(jobs);
            return Set.copyOf(
                    store.queue().enqueueAll(jobs).stream().map(Enqueued::id).toList());
        });

        assertThat(store.stats().stats().queued()).isEqualTo(500);
        assertThat(answers).allMatch(answers.get(0)::equals);
    }

    @Test
    void an_enqueue_wakes_a_worker_even_after_its_connection_was_cut() {
        Wakeups wakeups = store.work().wakeups();
        try {
            awaitHint(wakeups);
            database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN \""
                    + Channel.name(database.schema()) + "\"'");
            awaitHint(wakeups);
        } finally {
            wakeups.close();
            wakeups.await(Duration.ZERO);
        }
    }

    /** Nothing else hints at its queue: the job did not come by way of the store. */
    @Test
    void a_job_that_is_to_run_now_wakes_a_worker() {
        JobId one = new JobId(UUID.fromString("00000000-0000-7000-8000-000000000001"));
        database.execute("""
                INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts,
                    max_attempts, fence, created_at, updated_at)
                SELECT ('00000000-0000-7000-8000-00000000000' || n)::uuid, 'mail', 'q' || n, 5, '{}', 'queued',
                    now() + interval '1 hour', 0, 4, 0, now(), now() FROM generate_series(1, 2) AS n
                """);
        Wakeups wakeups = store.work().wakeups();
        try {
            awaitHint(wakeups, new QueueName("q1"), () -> store.admin().runNow(one));
            awaitHint(wakeups, new QueueName("q2"), () -> {
                database.execute("UPDATE ${schema}._ayb_jobs SET run_at = now() + interval '1 hour'");
                return store.bulk().runNow(JobFilter.ALL, 10);
            });
        } finally {
            wakeups.close();
            wakeups.await(Duration.ZERO);
        }
    }

    /** The first hints may come before it listens, and while it reconnects: there polling finds the jobs. */
    private void awaitHint(Wakeups wakeups) {
        awaitHint(wakeups, QueueName.DEFAULT, () -> store.queue().enqueue(NewJob.of(TYPE, Payload.EMPTY)));
    }

    private void awaitHint(Wakeups wakeups, QueueName queue, Callable<?> cause) {
        await().until(() -> {
            Future<?> caused = threads.submit(cause);
            Set<QueueName> hinted = wakeups.await(Duration.ofMillis(500));
            caused.get();
            return hinted.contains(queue);
        });
    }

    private List<JobId> claimAll() {
        Claims claims = store.work().claims();
        Claims.Request request =
                new Claims.Request(new WorkerId("w"), QueueName.DEFAULT, Set.of(TYPE), 17, Duration.ofMinutes(5));
        List<JobId> all = new ArrayList<>();
        List<Job> claimed = claims.claim(request);
        while (!claimed.isEmpty()) {
            claimed.forEach(job -> all.add(job.id()));
            claimed = claims.claim(request);
        }
        return all;
    }

    private <T> List<T> atOnce(Callable<T> work) throws InterruptedException, ExecutionException {
        List<T> answers = new ArrayList<>();
        for (Future<T> each : threads.invokeAll(Collections.nCopies(THREADS, work))) {
            answers.add(each.get());
        }
        return answers;
    }
}
