package io.allyourbase.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.examples.FencedWrite.Report;
import io.allyourbase.jobs.examples.FencedWrite.Shelf;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FencedWriteTest {
    @Test
    void an_older_owner_changes_nothing() {
        Shelf shelf = new Shelf();
        try (TestDatabase database = TestDatabase.empty();
                PostgresJobs jobs = PostgresJobs.builder(database.dataSource())
                        .schema(database.schema())
                        .handle(FencedWrite.REPORT, (report, run) -> FencedWrite.write(shelf, report, run))
                        .build()
                        .start()) {
            JobId id =
                    jobs.enqueue(FencedWrite.REPORT, new Report("by its owner")).id();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> jobs.store().stats().stats().completed() == 1);

            assertThat(shelf.put(id, 0, "by an older owner")).isFalse();
            assertThat(shelf.text(id)).isEqualTo("by its owner");
        }
    }
}
