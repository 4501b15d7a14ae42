package io.allyourbase.jobs.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Statistics of a table that fills and empties all day are of another hour. They may say that a queue holds little more
 * than is claimed at once, so that to fetch and sort all of it seems cheap, each time.
 */
class ClaimPlanTest {
    private static final QueueName QUEUE = new QueueName("queue 1");
    private static final Claims.Request REQUEST = new Claims.Request(
            new WorkerId("w"), List.of(QUEUE), Set.of(new JobType("mail")), 1_000, Duration.ofMinutes(5));

    private final TestDatabase database = TestDatabase.migrated();

    @BeforeEach
    void analyze_while_little_is_queued() {
        database.execute("""
                ALTER TABLE ${schema}._ayb_jobs SET (autovacuum_enabled = off);
                INSERT INTO ${schema}._ayb_jobs
                SELECT gen_random_uuid(), 'mail', 'queue ' || n % 9, 5, '{}', 'queued', now(), 0, 4, 1, now(), now(), 'w', now(),
                       NULL, now(), NULL, NULL, now()
                FROM generate_series(1, 9000) AS n;
                ANALYZE ${schema}._ayb_jobs
                """);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_claim_goes_on_in_the_order_of_the_index() {
        List<Stop> stops = new Cursor()
                .positions(0).stream()
                        .map(position -> new Stop(QUEUE, position))
                        .toList();

        assertThat(plan(Mode.CLAIM, TakingByType.CLAIM, TakingByType.parameters(stops, REQUEST)))
                .noneMatch(ClaimPlanTest::readsAll);
    }

    @SuppressWarnings("CompileTimeConstant")
    private List<String> plan(Mode mode, Sql sql, List<Object> parameters) {
        return new Database(database.dataSource(), database.schema())
                .transaction(
                        mode,
                        transaction -> transaction.query(
                                Sql.of("EXPLAIN " + sql.text()), parameters, row -> row.text("QUERY PLAN")));
    }

    private static boolean readsAll(String line) {
        return line.matches("\\W*(Incremental )?Sort\\b(?! Key).*") || line.contains("Bitmap");
    }
}
