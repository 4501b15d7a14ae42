package io.allyourbase.jobs.postgres.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Outcomes.RunOutcome;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches as large as under load, of outcomes that say the same and of those that don't. */
class PostgresOutcomesTest {
    private static final JobType TYPE = new JobType("mail");

    private final TestDatabase database = TestDatabase.migrated();
    private final Store store = PostgresStore.of(database.dataSource(), database.schema());
    private final Store.Work work = store.work();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void of_a_large_batch_only_jobs_whose_fence_is_their_own_end() {
        List<Job> jobs = claimed(300);
        List<RunOutcome> batch = new ArrayList<>();
        jobs.subList(0, 200).forEach(job -> batch.add(complete(job, job.fence(), "")));
        jobs.subList(200, 300)
                .forEach(job -> batch.add(complete(job, job.fence().next(), "")));

        Map<JobId, JobState> written = work.outcomes().write(batch);

        assertThat(written)
                .containsOnlyKeys(jobs.subList(0, 200).stream().map(Job::id).toList());
        assertThat(store.stats().stats().completed()).isEqualTo(200);
        assertThat(store.stats().stats().running()).isEqualTo(100);
        assertThat(store.admin().find(jobs.get(0).id()).orElseThrow().lastWorker())
                .contains(new WorkerId("w"));
    }

    @Test
    void each_job_of_a_mixed_batch_gets_its_own_outcome() {
        List<Job> jobs = claimed(450);
        List<RunOutcome> batch = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            batch.add(new RunOutcome(jobs.get(i).id(), event(i, jobs.get(i).fence())));
        }

        assertThat(work.outcomes().write(batch)).hasSize(450);

        for (int i = 0; i < jobs.size(); i++) {
            Job job = store.admin().find(jobs.get(i).id()).orElseThrow();
            switch (i % 3) {
                case 0 -> assertThat(job.report()).contains("report " + i);
                case 1 -> assertThat(job.state()).isEqualTo(JobState.CANCELED);
                default -> assertThat(job.lastError()).contains("error " + i);
            }
        }
        assertThat(store.stats().stats().completed()).isEqualTo(150);
        assertThat(store.stats().stats().canceled()).isEqualTo(150);
        assertThat(store.stats().stats().queued()).isEqualTo(150);
    }

    private static Event.ByOwner event(int number, Fence fence) {
        return switch (number % 3) {
            case 0 -> new Event.Complete(fence, "report " + number);
            case 1 -> new Event.Stop(fence);
            default -> new Event.Fail(fence, "error " + number, Duration.ofHours(1));
        };
    }

    private static RunOutcome complete(Job job, Fence fence, String report) {
        return new RunOutcome(job.id(), new Event.Complete(fence, report));
    }

    private List<Job> claimed(int count) {
        store.queue().enqueueAll(Collections.nCopies(count, NewJob.of(TYPE, Payload.EMPTY)));
        return work.claims()
                .claim(new Claims.Request(
                        new WorkerId("w"), QueueName.DEFAULT, Set.of(TYPE), count, Duration.ofMinutes(5)));
    }
}
