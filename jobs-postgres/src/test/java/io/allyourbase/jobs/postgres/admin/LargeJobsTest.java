package io.allyourbase.jobs.postgres.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.BulkActions;
import io.allyourbase.jobs.port.JobAdmin;
import io.allyourbase.jobs.port.JobAdmin.Page;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.PageRequest;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Lists and moves of jobs of which a full page would not fit into memory. */
class LargeJobsTest {
    private static final int PAYLOAD = 900_000;

    private final TestDatabase database = TestDatabase.migrated();
    private final JobAdmin admin =
            PostgresStore.of(database.dataSource(), database.schema()).admin();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_page_ends_where_it_is_large_and_the_next_goes_on_there() {
        insert(1, 40, PAYLOAD);

        List<Page> pages = pages(JobFilter.ALL, 500);

        assertThat(pages)
                .extracting(page -> page.jobs().size())
                .startsWith(3, 3)
                .containsOnly(3, 1);
        assertThat(jobs(pages))
                .extracting(job -> job.id().value())
                .hasSize(40)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(pages(JobFilter.ALL.error("none"), 500)).hasSize(1);
    }

    @Test
    void what_ended_badly_many_times_counts_too() {
        insert(1, 4, 2);
        database.execute("""
                UPDATE ${schema}._ayb_jobs SET failed_runs = jsonb_build_array(jsonb_build_object('fence', 1, 'attempt', 1,
                    'worker', 'w', 'startedAt', now(), 'endedAt', now(), 'error', repeat('x', 3000000)))
                """);

        assertThat(admin.list(JobFilter.ALL, PageRequest.first(500)).jobs()).hasSize(1);
    }

    @Test
    void small_jobs_fill_the_page() {
        insert(1, 40, 2);

        assertThat(pages(JobFilter.ALL, 500))
                .extracting(page -> page.jobs().size())
                .containsExactly(40);
        assertThat(pages(JobFilter.ALL, 39))
                .extracting(page -> page.jobs().size())
                .containsExactly(39, 1);
        assertThat(pages(JobFilter.ALL, 40))
                .extracting(page -> page.jobs().size())
                .containsExactly(40);
    }

    @Test
    void many_are_moved_without_reading_what_they_hold() {
        insert(1, 10, PAYLOAD);
        BulkActions bulk = withAnswersBelow("1M");

        assertThat(bulk.cancel(JobFilter.ALL, 10)).isEqualTo(10);
        database.execute("UPDATE ${schema}._ayb_jobs_history SET state = 'failed'");
        assertThat(bulk.retry(JobFilter.ALL, 10)).isEqualTo(10);
        database.execute("UPDATE ${schema}._ayb_jobs SET state = 'running', lease_until = now(), worker_id = 'w'"
                + " WHERE id::text LIKE '%5'");
        assertThat(bulk.askCancel(JobFilter.ALL, 10)).isEqualTo(10);

        assertThat(database.text("SELECT count(*) FROM ${schema}._ayb_jobs WHERE cancel_asked_at IS NOT NULL"))
                .isEqualTo("1");
        assertThat(database.text("SELECT count(*) FROM ${schema}._ayb_jobs_history WHERE state = 'canceled'"))
                .isEqualTo("9");
    }

    /** On connections that refuse an answer of that size. */
    private BulkActions withAnswersBelow(String size) {
        PGSimpleDataSource limited = new PGSimpleDataSource();
        limited.setUrl(TestDatabase.url());
        limited.setMaxResultBuffer(size);
        return PostgresStore.of(limited, database.schema()).bulk();
    }

    private void insert(int first, int last, int payload) {
        database.execute("""
                INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts, max_attempts,
                    fence, created_at, updated_at)
                SELECT ('0190000000007000' || '8000' || lpad(n::text, 12, '0'))::uuid, 'mail', 'default', 5,
                       to_json(repeat('x', %d - 2)), 'queued', now(), 0, 4, 0, now(), now()
                FROM generate_series(%d, %d) AS n
                """.formatted(payload, first, last));
    }

    private List<Page> pages(JobFilter filter, int limit) {
        List<Page> pages = new ArrayList<>();
        Optional<JobId> next = Optional.empty();
        do {
            Page page = admin.list(filter, new PageRequest(limit, 0, next));
            pages.add(page);
            next = page.next();
        } while (next.isPresent());
        return pages;
    }

    private static List<Job> jobs(List<Page> pages) {
        return pages.stream().flatMap(page -> page.jobs().stream()).toList();
    }
}
