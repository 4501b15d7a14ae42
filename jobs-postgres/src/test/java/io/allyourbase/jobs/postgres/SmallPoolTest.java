package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A pool that is too small for what is asked of it. */
class SmallPoolTest {
    private static final JobDefinition<Integer> WORK = JobDefinition.of("work", Integer.class);

    @Test
    void a_pool_of_one_connection_is_enough_to_run_jobs() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(3);
        try (TestDatabase database = TestDatabase.migrated(
                        "small " + UUID.randomUUID(), settings -> settings.setMaximumPoolSize(1));
                PostgresJobs jobs = PostgresJobs.builder(database.dataSource())
                        .schema(database.schema())
                        .handle(WORK, (number, run) -> done.countDown())
                        .build()
                        .start()) {
            for (int i = 0; i < 3; i++) {
                jobs.enqueue(WORK, i);
            }

            assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }
}
