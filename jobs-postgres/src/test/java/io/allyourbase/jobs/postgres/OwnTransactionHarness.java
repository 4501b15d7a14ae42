package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import io.allyourbase.jobs.retry.FixedBackoff;
import io.allyourbase.jobs.retry.RetryPolicy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Jobs whose handlers complete them in transactions of their own, with effects that can be counted. */
abstract class OwnTransactionHarness {
    static final JobDefinition<String> PAY =
            JobDefinition.of("pay", String.class).retryPolicy(RetryPolicy.of(new FixedBackoff(Duration.ZERO)));
    static final JobDefinition<String> MAIL = JobDefinition.of("mail", String.class);
    static final JobsConfig ENABLED = JobsConfig.ENABLED;

    final TestDatabase database = TestDatabase.migrated();
    final ConcurrentLinkedQueue<JobEvent> events = new ConcurrentLinkedQueue<>();
    final AtomicReference<Throwable> thrown = new AtomicReference<>();
    /** For handlers, which are made before it. */
    PostgresJobs jobs = builder().build();

    interface Payment {
        void pay(Run run, Connection connection) throws Exception;
    }

    @BeforeEach
    void createEffects() {
        database.execute("CREATE TABLE ${schema}.effects (what text)");
    }

    @AfterEach
    void close() {
        jobs.close();
        database.close();
    }

    PostgresJobsBuilder builder() {
        return PostgresJobs.builder(database.dataSource())
                .schema(database.schema())
                .listener(events::add);
    }

    void start(Payment payment) {
        jobs = builder().handle(PAY, (payload, run) -> in(run, payment)).build().start();
    }

    void in(Run run, Payment payment) throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                payment.pay(run, connection);
            } finally {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        }
    }

    void remember(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            thrown.set(e);
            throw e;
        }
    }

    void effect(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + database.schema().quoted() + ".effects VALUES ('paid')")) {
            insert.execute();
        }
    }

    interface Ending {
        void on(Connection connection) throws SQLException;
    }

    static void end(Connection connection, Ending ending) throws SQLException {
        try (connection) {
            ending.on(connection);
            connection.setAutoCommit(true);
        }
    }

    long effects() {
        return Long.parseLong(
                database.text("SELECT count(*) FROM " + database.schema().quoted() + ".effects"));
    }

    JobId enqueue() {
        return jobs.enqueue(PAY, "ada").id();
    }

    Job find(JobId id) {
        return jobs.store().admin().find(id).orElseThrow();
    }

    Job ended(JobId id) {
        await().until(() -> find(id).state().terminal());
        return find(id);
    }

    <E> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    void assertNothingWasRefused() {
        assertThat(all(JobEvent.StaleWriteRefused.class)).isEmpty();
        assertThat(all(JobEvent.RunLeaseLost.class)).isEmpty();
    }
}
