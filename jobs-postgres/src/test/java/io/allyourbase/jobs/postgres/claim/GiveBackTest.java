package io.allyourbase.jobs.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a lost claim took goes back, beside whatever else holds it. */
class GiveBackTest {
    private static final JobType TYPE = new JobType("mail");
    private static final WorkerId WORKER = new WorkerId("w1");

    private final TestDatabase database = TestDatabase.migrated();
    private final PostgresStore store = PostgresStore.of(database.dataSource(), database.schema());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void one_that_is_locked_keeps_the_others_from_nothing_and_goes_back_later() throws SQLException {
        store.queue().enqueueAll(Collections.nCopies(3, NewJob.of(TYPE, Payload.EMPTY)));
        Claims claims = store.work().claims();
        List<Job> jobs =
                claims.claim(new Claims.Request(WORKER, QueueName.DEFAULT, Set.of(TYPE), 3, Duration.ofMinutes(5)));

        try (Connection holder = database.dataSource().getConnection()) {
            holder.setAutoCommit(false);
            lock(holder, jobs.get(0));

            assertThat(claims.giveBackUnknown(WORKER, Set.of())).isEqualTo(2);

            assertThat(state(jobs.get(0))).isEqualTo(JobState.RUNNING);
            holder.rollback();
        }
        assertThat(claims.giveBackUnknown(WORKER, Set.of())).isEqualTo(1);
        assertThat(state(jobs.get(0))).isEqualTo(JobState.QUEUED);
    }

    private void lock(Connection holder, Job job) throws SQLException {
        String sql = "SELECT FROM " + database.schema().quoted() + "._ayb_jobs WHERE id = ? FOR UPDATE";
        try (var statement = holder.prepareStatement(sql)) {
            statement.setObject(1, job.id().value());
            statement.execute();
        }
    }

    private JobState state(Job job) {
        return store.admin().find(job.id()).orElseThrow().state();
    }
}
