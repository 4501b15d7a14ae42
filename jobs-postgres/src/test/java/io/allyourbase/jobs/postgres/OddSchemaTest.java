package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.host.Health;
import io.allyourbase.jobs.postgres.check.Doctor;
import io.allyourbase.jobs.postgres.check.Verification;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A queue in a schema of which not even the quotes are plain. */
class OddSchemaTest {
    private static final JobDefinition<Integer> NUMBER = JobDefinition.of("number", Integer.class);

    private final TestDatabase database = TestDatabase.migrated("o'brien's \"x\" " + UUID.randomUUID(), settings -> {});

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void jobs_run_and_are_looked_after() {
        try (PostgresJobs jobs = PostgresJobs.builder(database.dataSource())
                .schema(database.schema())
                .handle(NUMBER, (number, run) -> {})
                .build()
                .start()) {
            jobs.enqueue(NUMBER, 1);
            await().until(() -> jobs.store().stats().stats().completed() == 1);
            jobs.store().work().retention().sweep(Duration.ofDays(30));

            assertThat(jobs.health()).isEqualTo(Health.GOOD);
        }
        assertThat(Verification.of(database.dataSource(), database.schema()).run())
                .isEmpty();
        assertThat(Doctor.of(database.dataSource(), database.schema()).run())
                .noneMatch(finding -> finding.what().startsWith("could not be looked at"))
                .filteredOn(finding -> finding.check().equals("plans"))
                .allMatch(finding -> finding.severity() == Severity.OK);
    }
}
