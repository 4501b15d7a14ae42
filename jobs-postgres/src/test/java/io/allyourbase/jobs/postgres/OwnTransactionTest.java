package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.ConfigKey;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.handler.RunLost;
import io.allyourbase.jobs.job.FailedRun;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A handler completes its own job in a transaction of its own: its effects happen exactly once, whatever fails. */
class OwnTransactionTest {
    private static final JobDefinition<String> PAY =
            JobDefinition.of("pay", String.class).retryPolicy(RetryPolicy.of(new FixedBackoff(Duration.ZERO)));
    private static final JobDefinition<String> MAIL = JobDefinition.of("mail", String.class);
    private static final JobsConfig SHORT_LEASE =
            JobsConfig.DEFAULT.with(ConfigKey.ENABLED, "true").with(ConfigKey.LEASE_DURATION_S, "1");

    private final TestDatabase database = TestDatabase.migrated();
    private final ConcurrentLinkedQueue<JobEvent> events = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Throwable> thrown = new AtomicReference<>();
    /** For handlers, which are made before it. */
    private PostgresJobs jobs = builder().build();

    private interface Payment {
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

    @Test
    void effects_and_completion_commit_together() {
        start((run, connection) -> {
            effect(connection);
            jobs.in(connection).complete(run, "paid");
            connection.commit();
        });

        Job job = ended(enqueue());

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.report()).contains("paid");
        assertThat(effects()).isOne();
        assertThat(jobs.store().stats().stats().completed()).isOne();
        await().until(() -> all(JobEvent.RunWritten.class).size() == 1);
        assertNothingWasRefused();
    }

    @Test
    void a_handler_that_throws_after_its_commit_has_completed() {
        start((run, connection) -> {
            effect(connection);
            jobs.in(connection).complete(run);
            connection.commit();
            throw new SQLException("the answer to the commit was lost");
        });

        assertThat(ended(enqueue()).state()).isEqualTo(JobState.COMPLETED);
        await().until(() -> all(JobEvent.RunWritten.class).size() == 1);
        assertThat(effects()).isOne();
        assertNothingWasRefused();
    }

    @Test
    void a_handler_that_returns_after_its_rollback_has_failed_and_runs_again() {
        start((run, connection) -> {
            effect(connection);
            jobs.in(connection).complete(run);
            if (run.attempt() == 1) {
                connection.rollback();
            } else {
                connection.commit();
            }
        });

        Job job = ended(enqueue());

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.failedRuns())
                .extracting(FailedRun::error)
                .containsExactly("the transaction in which the run was to complete was rolled back");
        assertThat(effects()).isOne();
        assertNothingWasRefused();
    }

    @Test
    void a_handler_that_throws_before_its_commit_fails_with_what_it_threw() {
        start((run, connection) -> {
            effect(connection);
            jobs.in(connection).complete(run);
            if (run.attempt() == 1) {
                throw new IllegalStateException("too late to think twice");
            }
            connection.commit();
        });

        Job job = ended(enqueue());

        assertThat(job.failedRuns())
                .extracting(FailedRun::error)
                .containsExactly("java.lang.IllegalStateException: too late to think twice");
        assertThat(effects()).isOne();
    }

    @Test
    void a_transaction_that_is_still_open_when_the_handler_has_ended_decides_when_it_ends() throws SQLException {
        ConcurrentLinkedQueue<Connection> left = new ConcurrentLinkedQueue<>();
        jobs = builder()
                .handle(PAY, (payload, run) -> {
                    Connection connection = database.dataSource().getConnection();
                    connection.setAutoCommit(false);
                    left.add(connection);
                    effect(connection);
                    jobs.in(connection).complete(run);
                    throw new IllegalStateException("cut off");
                })
                .handle(MAIL, (payload, run) -> {})
                .build()
                .start();
        JobId first = enqueue();
        await().until(() -> left.size() == 1);

        // Whatever it holds, other jobs end.
        assertThat(ended(jobs.enqueue(MAIL, "ada").id()).state()).isEqualTo(JobState.COMPLETED);
        assertThat(find(first).state()).isEqualTo(JobState.RUNNING);
        end(left.remove(), Connection::rollback);
        await().until(() -> left.size() == 1);
        end(left.remove(), Connection::commit);

        assertThat(ended(first).state()).isEqualTo(JobState.COMPLETED);
        assertThat(find(first).failedRuns()).hasSize(1);
        await().until(() -> all(JobEvent.RunWritten.class).size() == 3);
        assertThat(effects()).isOne();
        assertNothingWasRefused();
    }

    @Test
    void a_long_transaction_keeps_no_other_run_from_its_lease() throws InterruptedException {
        CountDownLatch completed = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        jobs = builder()
                .config(SHORT_LEASE)
                .handle(
                        PAY,
                        (payload, run) -> in(run, (own, connection) -> {
                            jobs.in(connection).complete(run);
                            completed.countDown();
                            commit.await();
                            connection.commit();
                        }))
                .handle(MAIL, (payload, run) -> end.await())
                .build()
                .start();
        JobId other = jobs.enqueue(MAIL, "ada").id();
        await().until(() -> find(other).state() == JobState.RUNNING);
        enqueue();
        assertThat(completed.await(1, TimeUnit.MINUTES)).isTrue();

        // Thrice a lease: long enough for it to be lost.
        Duration past = Duration.ofSeconds(3);
        Job before = find(other);
        await().until(() -> find(other)
                .lease()
                .orElseThrow()
                .until()
                .isAfter(before.lease().orElseThrow().until().plus(past)));
        commit.countDown();
        end.countDown();

        assertThat(ended(other).failedRuns()).isEmpty();
    }

    @Test
    void a_run_that_timed_out_in_its_transaction_completes_if_that_commits() {
        CountDownLatch never = new CountDownLatch(1);
        jobs = builder()
                .handle(
                        PAY.timeout(Duration.ofMillis(300)),
                        (payload, run) -> in(run, (own, connection) -> {
                            effect(connection);
                            jobs.in(connection).complete(run);
                            assertThatThrownBy(never::await).isInstanceOf(InterruptedException.class);
                            connection.commit();
                        }))
                .build()
                .start();

        assertThat(ended(enqueue()).state()).isEqualTo(JobState.COMPLETED);
        await().until(() -> all(JobEvent.RunWritten.class).size() == 1);
        assertThat(effects()).isOne();
        assertNothingWasRefused();
    }

    @Test
    void a_run_completes_once() {
        start((run, connection) -> {
            effect(connection);
            jobs.in(connection).complete(run);
            if (run.attempt() == 1) {
                remember(() -> jobs.in(connection).complete(run));
            }
            connection.commit();
        });

        assertThat(ended(enqueue()).state()).isEqualTo(JobState.COMPLETED);
        assertThat(thrown.get()).isInstanceOf(RunLost.class);
        assertThat(effects()).isOne();
    }

    @Test
    void a_run_whose_job_was_taken_back_throws_and_has_no_effect() {
        start((run, connection) -> {
            if (run.fence().value() == 1) {
                database.execute("UPDATE ${schema}._ayb_jobs SET lease_until = now() - interval '1 s'");
                await().until(() -> find(run.id()).fence().value() > 1
                        || find(run.id()).state().terminal());
            }
            effect(connection);
            remember(() -> jobs.in(connection).complete(run));
            connection.commit();
        });

        Job job = ended(enqueue());

        assertThat(job.fence().value()).isEqualTo(2);
        await().until(() -> thrown.get() instanceof RunLost);
        await().until(() -> all(JobEvent.StaleWriteRefused.class).size() == 1);
        assertThat(effects()).isOne();
    }

    @Test
    void a_connection_in_autocommit_mode_is_refused() {
        start((run, connection) -> {
            connection.setAutoCommit(true);
            remember(() -> jobs.in(connection).complete(run));
        });

        Job job = ended(enqueue());

        assertThat(thrown.get())
                .isInstanceOf(InvalidInput.class)
                .hasMessage("connection is in autocommit mode; it must be in a transaction");
        assertThat(job.state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void a_connection_to_another_place_is_refused() throws SQLException {
        try (TestDatabase other = TestDatabase.migrated();
                PostgresJobs elsewhere = PostgresJobs.builder(other.dataSource())
                        .schema(other.schema())
                        .build()) {
            start((run, connection) -> remember(() -> elsewhere.in(connection).complete(run)));

            JobId id = enqueue();

            assertThat(ended(id).state()).isEqualTo(JobState.FAILED);
            assertThat(thrown.get())
                    .isInstanceOf(InvalidInput.class)
                    .hasMessage("connection is to a database that has no job " + id + " in schema \"" + other.schema()
                            + "\"; it must be to the one that the job was claimed from");
        }
    }

    @Test
    void a_handler_may_be_given_the_transaction_that_completes_its_run() {
        jobs = builder()
                .handleInTransaction(PAY, (payload, run, connection) -> {
                    effect(connection);
                    if (run.attempt() == 1) {
                        throw new IllegalStateException("not yet");
                    }
                })
                .build()
                .start();

        Job job = ended(enqueue());

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.attempts().used()).isEqualTo(2);
        assertThat(effects()).isOne();
    }

    private PostgresJobsBuilder builder() {
        return PostgresJobs.builder(database.dataSource())
                .schema(database.schema())
                .listener(events::add);
    }

    private void start(Payment payment) {
        jobs = builder().handle(PAY, (payload, run) -> in(run, payment)).build().start();
    }

    private void in(Run run, Payment payment) throws Exception {
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

    private void remember(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            thrown.set(e);
            throw e;
        }
    }

    private void effect(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + database.schema().quoted() + ".effects VALUES ('paid')")) {
            insert.execute();
        }
    }

    private interface Ending {
        void on(Connection connection) throws SQLException;
    }

    private static void end(Connection connection, Ending ending) throws SQLException {
        try (connection) {
            ending.on(connection);
            connection.setAutoCommit(true);
        }
    }

    private long effects() {
        return Long.parseLong(
                database.text("SELECT count(*) FROM " + database.schema().quoted() + ".effects"));
    }

    private JobId enqueue() {
        return jobs.enqueue(PAY, "ada").id();
    }

    private Job find(JobId id) {
        return jobs.store().admin().find(id).orElseThrow();
    }

    private Job ended(JobId id) {
        await().until(() -> find(id).state().terminal());
        return find(id);
    }

    private <E> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void assertNothingWasRefused() {
        assertThat(all(JobEvent.StaleWriteRefused.class)).isEmpty();
        assertThat(all(JobEvent.RunLeaseLost.class)).isEmpty();
    }
}
