package io.allyourbase.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.examples.CancelableJob.Export;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CancelableJobTest {
    @Test
    void ends_soon_after_an_operator_asked_for_it() {
        AtomicInteger written = new AtomicInteger();
        try (TestDatabase database = TestDatabase.empty();
                PostgresJobs jobs = PostgresJobs.builder(database.dataSource())
                        .schema(database.schema())
                        .handleWithOutcome(
                                CancelableJob.EXPORT,
                                (export, run) -> CancelableJob.export(row -> write(row, written), export, run))
                        .build()
                        .start()) {
            JobId id = jobs.enqueue(CancelableJob.EXPORT, new Export(Integer.MAX_VALUE))
                    .id();
            await().atMost(Duration.ofSeconds(30)).until(() -> written.get() > 0);

            jobs.store().admin().askCancel(id);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> find(jobs, id).state().terminal());
            assertThat(find(jobs, id).state()).isEqualTo(JobState.CANCELED);
        }
    }

    /** Takes a while, so that there are rows left whenever the job hears that it is to end. */
    private static void write(int row, AtomicInteger written) {
        LockSupport.parkNanos(100_000);
        written.set(row);
    }

    private static Job find(PostgresJobs jobs, JobId id) {
        return jobs.store().admin().find(id).orElseThrow();
    }
}
