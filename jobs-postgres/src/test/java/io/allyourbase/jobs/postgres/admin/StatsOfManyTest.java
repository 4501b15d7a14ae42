package io.allyourbase.jobs.postgres.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.testing.EntriesRead;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where many large jobs wait, their table is long and its index short. */
class StatsOfManyTest {
    private static final int MANY = 5_000;

    private final TestDatabase database = TestDatabase.ofOneSession();

    private final PostgresStats stats = new PostgresStats(new Database(database.dataSource(), database.schema()));

    @BeforeEach
    void many_large_jobs_wait_and_one_runs() {
        // Vacuum takes no page for settled whose commit may not be on disk.
        database.execute("SET synchronous_commit = on");
        String jobs = "INSERT INTO ${schema}._ayb_jobs SELECT gen_random_uuid(), 'mail', 'default', 5, "
                + "to_json(repeat('x', 1500)), '%s', now(), 0, 4, 0, now(), now(), 'w', now() "
                + "FROM generate_series(1, %d)";
        database.execute(jobs.formatted("queued", MANY));
        database.execute(jobs.formatted("running", 1));
        // Nor while another session, of another test, may still look at what was there before.
        await().until(() -> {
            database.execute("VACUUM ANALYZE ${schema}._ayb_jobs");
            return !database.text("SELECT relallvisible FROM pg_class WHERE oid = '${schema}._ayb_jobs'::regclass")
                    .equals("0");
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void they_are_counted_by_the_index() {
        long read = EntriesRead.by(database, "_ayb_jobs_due", () -> {
            assertThat(stats.stats().queued()).isEqualTo(MANY);
            assertThat(stats.stats().running()).isOne();
        });

        assertThat(read).isGreaterThanOrEqualTo(2 * MANY);
    }
}
