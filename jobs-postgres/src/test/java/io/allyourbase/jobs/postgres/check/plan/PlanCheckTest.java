package io.allyourbase.jobs.postgres.check.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class PlanCheckTest {
    private static final String FULL = """
            INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts, max_attempts, fence,
                created_at, updated_at, lease_until)
            SELECT gen_random_uuid(), 'mail', 'default', 5, '{}', CASE n % 5 WHEN 0 THEN 'running' ELSE 'queued' END, now(), 0,
                   4, 0, now(), now(), now() FROM generate_series(1, 5000) AS n;
            ANALYZE ${schema}._ayb_jobs
            """;

    private final TestDatabase database = TestDatabase.migrated();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void close() {
        logger().detachAppender(log);
        database.close();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(PlanGuard.class);
    }

    @Test
    void there_are_statements_to_look_at() {
        assertThat(PlanCheck.statements())
                .hasSize(8)
                .allMatch(each -> !each.sql().index().isEmpty());
    }

    /** However little the planner knows: the tables are new, or were looked at while empty, or full. */
    @ParameterizedTest
    @ValueSource(strings = {"", "ANALYZE ${schema}._ayb_jobs", FULL})
    void tables_as_migrated_are_read_by_their_indexes(String statistics) {
        database.execute(statistics.isEmpty() ? "SELECT 1" : statistics);

        assertThat(findings())
                .containsExactly(Finding.ok("plans", "claims, outcomes and leases are served by their indexes"));
    }

    @Test
    void a_missing_index_is_a_problem_that_names_what_it_should_serve() {
        database.execute("DROP INDEX ${schema}._ayb_jobs_due");

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
            assertThat(finding.what())
                    .isEqualTo("index _ayb_jobs_due is missing; it should serve the claim,"
                            + " the claim of many types, the search for the next due job");
        });
    }

    @Test
    void an_invalid_index_is_a_problem() {
        database.execute(
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '${schema}._ayb_jobs_lease'::regclass");

        assertThat(findings())
                .extracting(Finding::severity, Finding::what, Finding::remedy)
                .containsExactly(tuple(
                        Severity.PROBLEM,
                        "index _ayb_jobs_lease is invalid; it should serve the recovery of jobs",
                        "REINDEX INDEX CONCURRENTLY _ayb_jobs_lease"));
    }

    @Test
    void an_index_that_does_not_fit_is_a_warning() {
        database.execute("""
                DROP INDEX ${schema}._ayb_jobs_lease;
                CREATE INDEX _ayb_jobs_lease ON ${schema}._ayb_jobs (lease_until) WHERE state = 'resting';
                """ + FULL);

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.what()).startsWith("index _ayb_jobs_lease is not used");
        });
    }

    @Test
    void nothing_is_left_behind() {
        new Database(database.dataSource(), database.schema()).transaction(Database.Mode.UPKEEP, transaction -> {
            PlanCheck.of(transaction);
            assertThat(transaction.query(
                            Sql.of("SELECT name FROM pg_prepared_statements WHERE name LIKE 'ayb_plan%'"),
                            List.of(),
                            row -> row.text("name")))
                    .isEmpty();
            return true;
        });
    }

    @Test
    void the_guard_says_nothing_where_all_is_well() {
        look(database.schema());

        assertThat(log.list).isEmpty();
    }

    @Test
    void the_guard_warns_once_of_all_that_is_wrong() {
        database.execute("DROP INDEX ${schema}._ayb_jobs_due; DROP INDEX ${schema}._ayb_jobs_lease");

        look(database.schema());

        await().until(() -> !log.list.isEmpty());
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage())
                    .startsWith("the queue in schema \"" + database.schema()
                            + "\" will be slow: index _ayb_jobs_due is missing;")
                    .contains("index _ayb_jobs_lease is missing;")
                    .doesNotContain("\n");
        });
    }

    @Test
    void the_guard_never_fails_nor_warns_of_what_it_can_t_look_at() {
        look(new SchemaName("no such schema"));

        assertThat(log.list).isEmpty();
    }

    private void look(SchemaName schema) {
        PlanGuard.start(new Database(database.dataSource(), schema)).close();
    }

    private List<Finding> findings() {
        return new Database(database.dataSource(), database.schema()).transaction(Database.Mode.UPKEEP, PlanCheck::of);
    }
}
