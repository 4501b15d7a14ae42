package io.allyourbase.jobs.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.cli.process.JavaProcess;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.JobStats.Stats;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import io.allyourbase.jobs.schedule.NewSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several real worker processes on one database, some of them killed. */
class ClusterIT {
    private static final int JOBS = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TestDatabase database = TestDatabase.migrated();
    private final PostgresJobs jobs = PostgresJobs.builder(database.dataSource())
            .schema(database.schema())
            .build();
    private final List<JavaProcess> workers = new ArrayList<>();

    ClusterIT() {
        database.execute("CREATE TABLE ${schema}.runs (job_id uuid, fence bigint, process bigint)");
    }

    @AfterEach
    void close() throws InterruptedException {
        for (JavaProcess worker : workers) {
            worker.kill();
        }
        jobs.close();
        database.close();
    }

    @Test
    void four_processes_run_each_of_20_000_jobs_once() {
        start(4, 60);

        // Not before: whoever is slow to start would find nothing left to do.
        enqueue(WorkerProcess.COUNT, JOBS);

        awaitCompleted(JOBS);
        assertThat(number("SELECT count(*) FROM ${schema}.runs")).isEqualTo(JOBS);
        assertThat(number("SELECT count(DISTINCT job_id) FROM ${schema}.runs")).isEqualTo(JOBS);
        assertThat(number("SELECT count(DISTINCT process) FROM ${schema}.runs")).isEqualTo(4);
    }

    @Test
    void a_killed_process_loses_nothing_and_only_what_it_had_running_is_run_again() throws InterruptedException {
        // However slow this machine is, no lease but the victim's is to run out.
        start(1, 15);
        start(3, 60);
        enqueue(WorkerProcess.COUNT, JOBS);
        await().atMost(Duration.ofMinutes(2)).until(() -> stats().completed() > JOBS / 4);

        JavaProcess victim = workers.get(0);
        victim.kill();
        awaitLastWrite(victim);
        String worker = "worker_id LIKE '" + victim.pid() + "@%'";
        long wasRunning = number("SELECT count(*) FROM ${schema}._ayb_jobs WHERE state = 'running' AND " + worker);

        awaitCompleted(JOBS);
        assertThat(number("SELECT count(DISTINCT job_id) FROM ${schema}.runs")).isEqualTo(JOBS);
        assertThat(number("SELECT count(*) FROM ${schema}.runs") - JOBS).isLessThanOrEqualTo(wasRunning);
        assertThat(number("SELECT count(*) FROM (SELECT job_id FROM ${schema}.runs GROUP BY job_id"
                        + " HAVING count(*) > 1 AND NOT bool_or(process = " + victim.pid() + ")) AS others"))
                .isZero();
        // Not by the fence: on a slow machine jobs that waited too long for a handler go back, with their attempt.
        assertThat(number("SELECT count(*) FROM ${schema}._ayb_jobs_history WHERE attempts > 1"))
                .isEqualTo(wasRunning);
    }

    @Test
    void a_job_that_kills_its_process_each_time_ends_failed() throws InterruptedException {
        JobId id =
                jobs.enqueue(WorkerProcess.HALT, 1, job -> job.maxAttempts(2)).id();

        for (int i = 0; i < 2; i++) {
            // Not waited for: it may end before it has said that it started.
            launch(1, 5);
            assertThat(workers.get(i).awaitExit()).isEqualTo(9);
        }
        start(1, 5);

        await().atMost(PATIENCE).until(() -> find(id).state().terminal());
        assertThat(find(id).state()).isEqualTo(JobState.FAILED);
        assertThat(find(id).lastError()).contains(Event.LeaseExpired.ERROR);
        assertThat(find(id).failedRuns()).hasSize(2);
        assertThat(workers.get(2).isAlive()).isTrue();
    }

    @Test
    void eight_schedulers_make_one_job_of_each_of_200_fire_times() {
        for (int i = 0; i < 200; i++) {
            jobs.store()
                    .schedules()
                    .create(NewSchedule.builder("s" + i, new JobType("count"), "0 0 1 1 *")
                            .payload(Payload.of("1"))
                            .build());
        }
        start(8, 60);
        database.execute("UPDATE ${schema}._ayb_schedules SET next_run_at = '2026-01-01 00:00:00+00'");

        awaitCompleted(200);

        await().atMost(PATIENCE)
                .until(() -> number("SELECT count(*) FROM ${schema}._ayb_schedules WHERE next_run_at > now()") == 200);
        assertThat(number("SELECT count(*) FROM ${schema}._ayb_jobs_all")).isEqualTo(200);
        assertThat(number("SELECT count(DISTINCT (schedule_id, fire_time)) FROM ${schema}._ayb_jobs_all"))
                .isEqualTo(200);
    }

    private void enqueue(JobDefinition<Integer> definition, int count) {
        jobs.enqueueAll(definition, IntStream.range(0, count).boxed().toList());
    }

    private void start(int count, int leaseSeconds) {
        launch(count, leaseSeconds).forEach(worker -> worker.awaitOutput("started"));
    }

    private List<JavaProcess> launch(int count, int leaseSeconds) {
        List<JavaProcess> launched = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            launched.add(JavaProcess.start(
                    WorkerProcess.class,
                    Map.of(),
                    List.of(TestDatabase.url(), database.schema().value(), Integer.toString(leaseSeconds))));
        }
        workers.addAll(launched);
        return launched;
    }

    /** What a killed process had sent to the server is still done. */
    private void awaitLastWrite(JavaProcess killed) {
        String connections = "SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + killed.pid() + "'";
        await().atMost(PATIENCE).until(() -> number(connections) == 0);
    }

    private void awaitCompleted(long count) {
        await().atMost(Duration.ofMinutes(3)).until(() -> stats().completed() >= count);
        assertThat(stats().queued() + stats().running()).isZero();
        assertThat(stats().completed()).isEqualTo(count);
    }

    private Stats stats() {
        return jobs.store().stats().stats();
    }

    private Job find(JobId id) {
        return jobs.store().admin().find(id).orElseThrow();
    }

    private long number(String query) {
        return Long.parseLong(database.text(query));
    }
}
