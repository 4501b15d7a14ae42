package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.postgres.check.plan.PlanGuard;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StartWarningTest {
    private static final JobDefinition<Integer> NUMBER = JobDefinition.of("number", Integer.class);

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
    void a_start_warns_of_an_index_that_is_missing_and_runs_jobs_all_the_same() {
        database.execute("DROP INDEX ${schema}._ayb_jobs_lease");

        run();

        await().until(() -> !log.list.isEmpty());
        assertThat(log.list)
                .singleElement()
                .satisfies(
                        event -> assertThat(event.getFormattedMessage()).contains("index _ayb_jobs_lease is missing"));
    }

    @Test
    void a_start_says_nothing_where_all_is_well() {
        run();

        assertThat(log.list).isEmpty();
    }

    private void run() {
        PostgresJobs jobs = PostgresJobs.builder(database.dataSource())
                .schema(database.schema())
                .handle(NUMBER, (number, run) -> {})
                .build();
        try (jobs) {
            jobs.start();
            jobs.enqueue(NUMBER, 1);
            await().until(() -> jobs.store().stats().stats().completed() == 1);
        }
    }
}
