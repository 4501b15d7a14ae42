package io.allyourbase.jobs.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Runs.Fate;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresLeasesTest {
    private static final JobType MAIL = new JobType("mail");
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final TestDatabase database = TestDatabase.migrated();
    private final Store store = PostgresStore.of(database.dataSource(), database.schema());
    private final Store.Work work = store.work();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_run_whose_job_is_being_written_is_passed_over_and_not_lost_and_the_others_are_renewed() throws SQLException {
        store.queue().enqueueAll(Collections.nCopies(2, NewJob.of(MAIL, Payload.EMPTY)));
        List<Job> jobs =
                work.claims().claim(new Claims.Request(new WorkerId("w"), QueueName.DEFAULT, Set.of(MAIL), 2, LEASE));
        RunId written = jobs.get(0).run();
        RunId other = jobs.get(1).run();
        List<RunId> both = List.of(written, other);
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            lock(connection, jobs.get(0));

            assertThat(work.leases().renew(both, LEASE)).containsExactly(other);
            assertThat(work.runs().fates(both)).containsEntry(written, Fate.IN_DOUBT);

            connection.rollback();
        }
        assertThat(work.leases().renew(both, LEASE)).containsExactlyInAnyOrder(written, other);
    }

    private void lock(Connection connection, Job job) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "SELECT 1 FROM " + database.schema().quoted() + "._ayb_jobs WHERE id = ? FOR UPDATE")) {
            lock.setObject(1, job.id().value());
            assertThat(lock.executeQuery().next()).isTrue();
        }
    }
}
