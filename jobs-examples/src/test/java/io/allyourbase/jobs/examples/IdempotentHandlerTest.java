package io.allyourbase.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.examples.IdempotentHandler.Charge;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IdempotentHandlerTest {
    @Test
    void a_second_run_charges_nobody_again() {
        Map<String, Integer> charged = new ConcurrentHashMap<>();
        AtomicInteger calls = new AtomicInteger();
        try (TestDatabase database = TestDatabase.empty();
                PostgresJobs jobs =
                        IdempotentHandler.start(database.dataSource(), database.schema(), (key, customer, cents) -> {
                            charged.putIfAbsent(key, cents);
                            if (calls.incrementAndGet() == 1) {
                                throw new IllegalStateException("charged, but the answer was lost");
                            }
                        })) {
            JobId id = jobs.enqueue(IdempotentHandler.CHARGE, new Charge("ada", 500))
                    .id();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> find(jobs, id).state().terminal());

            assertThat(find(jobs, id).attempts().used()).isEqualTo(2);
            assertThat(charged).containsExactly(Map.entry(id.toString(), 500));
        }
    }

    private static Job find(PostgresJobs jobs, JobId id) {
        return jobs.store().admin().find(id).orElseThrow();
    }
}
