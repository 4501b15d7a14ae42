package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.RunLost;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What may not complete a job throws, so that the transaction rolls back. */
class OwnTransactionRefusalsTest extends OwnTransactionHarness {
    @Test
    void a_run_completes_once() {
        start((run, connection) -> {
            effect(connection);
            jobs.in(connection).complete(run);
            if (run.attempt() == 1) {
                remember(() -> jobs.in(connection).complete(run));
            }
            connection.commit();
        });

        assertThat(ended(enqueue()).state()).isEqualTo(JobState.COMPLETED);
        assertThat(thrown.get()).isInstanceOf(RunLost.class);
        assertThat(effects()).isOne();
    }

    @Test
    void a_run_whose_job_was_taken_back_throws_and_has_no_effect() {
        start((run, connection) -> {
            if (run.fence().value() == 1) {
                database.execute("UPDATE ${schema}._ayb_jobs SET lease_until = now() - interval '1 s'");
                await().until(() -> find(run.id()).fence().value() > 1
                        || find(run.id()).state().terminal());
            }
            effect(connection);
            remember(() -> jobs.in(connection).complete(run));
            connection.commit();
        });

        Job job = ended(enqueue());

        assertThat(job.fence().value()).isEqualTo(2);
        await().until(() -> thrown.get() instanceof RunLost);
        await().until(() -> all(JobEvent.StaleWriteRefused.class).size() == 1);
        assertThat(effects()).isOne();
    }

    @Test
    void a_connection_in_autocommit_mode_is_refused() {
        start((run, connection) -> {
            connection.setAutoCommit(true);
            remember(() -> jobs.in(connection).complete(run));
        });

        Job job = ended(enqueue());

        assertThat(thrown.get())
                .isInstanceOf(InvalidInput.class)
                .hasMessage("connection is in autocommit mode; it must be in a transaction");
        assertThat(job.state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void a_connection_to_another_place_is_refused() throws SQLException {
        try (TestDatabase other = TestDatabase.migrated();
                PostgresJobs elsewhere = PostgresJobs.builder(other.dataSource())
                        .schema(other.schema())
                        .build()) {
            start((run, connection) -> remember(() -> elsewhere.in(connection).complete(run)));

            JobId id = enqueue();

            assertThat(ended(id).state()).isEqualTo(JobState.FAILED);
            assertThat(thrown.get())
                    .isInstanceOf(InvalidInput.class)
                    .hasMessage("connection is to a database that has no job " + id + " in schema \"" + other.schema()
                            + "\"; it must be to the one that the job was claimed from");
        }
    }
}
