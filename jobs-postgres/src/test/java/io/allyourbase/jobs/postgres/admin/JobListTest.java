package io.allyourbase.jobs.postgres.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.JobAdmin;
import io.allyourbase.jobs.port.JobAdmin.Page;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.PageRequest;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists over a history that is longer than one page looks through. */
class JobListTest {
    private static TestDatabase database;
    private static JobAdmin admin;

    @BeforeAll
    static void fill() {
        database = TestDatabase.migrated();
        database.execute("""
                INSERT INTO ${schema}._ayb_jobs_history
                SELECT ('019000000000' || '7000' || '8000' || lpad(to_hex(50000 - n), 12, '0'))::uuid,
                       CASE WHEN n IN (7, 45000) THEN 'rare' ELSE 'mail' END,
                       CASE WHEN n = 45000 THEN 'bulk' ELSE 'default' END, 5, '{}',
                       CASE WHEN n = 44000 THEN 'failed' ELSE 'completed' END, now(), 1, 4, 1,
                       now() - n * interval '1 second', now(), CASE WHEN n = 44000 THEN 'Disk full' END, now(),
                       NULL, NULL, NULL, '[]', now(), NULL, 'w'
                FROM generate_series(1, 50000) AS n;
                ANALYZE ${schema}._ayb_jobs_history
                """);
        admin = PostgresStore.of(database.dataSource(), database.schema()).admin();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_rare_type_is_found_at_once() {
        Page page = admin.list(JobFilter.ALL.type(new JobType("rare")), PageRequest.first(10));

        assertThat(page.jobs()).hasSize(2);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void a_rare_error_among_failures_is_found_at_once() {
        Page page = admin.list(JobFilter.ALL.state(JobState.FAILED).error("disk"), PageRequest.first(10));

        assertThat(page.jobs()).hasSize(1);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void what_no_index_knows_is_looked_for_until_some_is_found() {
        Page byQueue = admin.list(JobFilter.ALL.queue(new QueueName("bulk")), PageRequest.first(10));
        Page byError = admin.list(JobFilter.ALL.error("disk"), PageRequest.first(10));

        assertThat(byQueue.jobs()).extracting(job -> job.type().value()).containsExactly("rare");
        assertThat(byError.jobs()).extracting(Job::state).containsExactly(JobState.FAILED);
    }

    @Test
    void a_far_offset_is_reached_whatever_the_window() {
        Page page = admin.list(JobFilter.ALL, new PageRequest(10, 49_995, Optional.empty()));

        assertThat(page.jobs()).hasSize(5);
        assertThat(page.next()).isEmpty();
    }
}
