package io.allyourbase.jobs.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.testing.EntriesRead;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statistics of a table that fills and empties all day are of another hour. They may say that a queue holds little more
 * than is claimed at once, so that to fetch and sort all of it seems cheap, each time.
 */
class ClaimPlanTest {
    private static final int FULL = 9_000;
    private static final int LIMIT = 100;

    private final TestDatabase database = TestDatabase.ofOneSession();

    @BeforeEach
    void analyze_while_little_is_queued() {
        database.execute("ALTER TABLE ${schema}._ayb_jobs SET (autovacuum_enabled = off)");
        enqueue("'queue ' || n % 900", FULL);
        database.execute("ANALYZE ${schema}._ayb_jobs");
        enqueue("'queue 1'", FULL);
    }

    private void enqueue(String queue, int jobs) {
        database.execute("INSERT INTO ${schema}._ayb_jobs SELECT gen_random_uuid(), 'type 0', " + queue
                + ", 5, '{}', 'queued', now(), 0, 4, 0, now(), now() FROM generate_series(1, " + jobs + ") AS n");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void a_claim_reads_little_more_than_it_takes(int types) {
        PostgresClaims claims = new PostgresClaims(new Database(database.dataSource(), database.schema()));

        long read = EntriesRead.by(
                database,
                "_ayb_jobs_due",
                () -> assertThat(claims.claim(request(types))).hasSize(LIMIT));

        assertThat(read).isBetween((long) LIMIT, FULL / 10L);
    }

    private static Claims.Request request(int types) {
        Set<JobType> handled = IntStream.range(0, types)
                .mapToObj(n -> new JobType("type " + n))
                .collect(Collectors.toSet());
        return new Claims.Request(
                new WorkerId("w"), List.of(new QueueName("queue 1")), handled, LIMIT, Duration.ofMinutes(5));
    }
}
