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
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists of jobs that have many newer ones of another kind before them. */
class FarJobsTest {
    private static TestDatabase database;
    private static JobAdmin admin;

    @BeforeAll
    static void fill() {
        database = TestDatabase.migrated();
        database.execute("""
                INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts,
                    max_attempts, fence, created_at, updated_at)
                SELECT ('019000000000' || '7000' || '8000' || lpad(to_hex(330000 - n), 12, '0'))::uuid,
                       CASE WHEN n IN (25000, 26000, 100000) THEN 'report' ELSE 'mail' END,
                       CASE WHEN n = 325000 THEN 'last' ELSE 'default' END,
                       CASE n WHEN 25000 THEN 1 WHEN 26000 THEN 2 WHEN 100000 THEN 3 ELSE 5 END, '{}', 'queued',
                       now(), 0, 4, 0, now(), now()
                FROM generate_series(1, 330000) AS n;
                ANALYZE ${schema}._ayb_jobs
                """);
        admin = PostgresStore.of(database.dataSource(), database.schema()).admin();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void by_offset_alone_each_of_them_is_found() {
        JobFilter reports = JobFilter.ALL.state(JobState.QUEUED).type(new JobType("report"));

        List<Page> pages = IntStream.range(0, 3)
                .mapToObj(offset -> admin.list(reports, new PageRequest(1, offset, Optional.empty())))
                .toList();

        assertThat(pages).flatExtracting(Page::jobs).extracting(Job::priority).containsExactly(1, 2, 3);
    }

    @Test
    void a_look_ends_somewhere_and_the_next_page_goes_on_from_there() {
        JobFilter last = JobFilter.ALL.queue(new QueueName("last"));

        Page first = admin.list(last, PageRequest.first(10));
        Page second = admin.list(last, new PageRequest(10, 0, first.next()));

        assertThat(first.jobs()).isEmpty();
        assertThat(first.next()).isPresent();
        assertThat(second.jobs()).hasSize(1);
        assertThat(second.next()).isEmpty();
    }
}
