package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.ConfigKey;
import io.allyourbase.jobs.engine.Engine;
import io.allyourbase.jobs.engine.EngineOptions;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.job.FailedRun;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.postgres.json.JacksonCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** A handler completes its own job in a transaction of its own: its effects happen exactly once, whatever fails. */
class OwnTransactionTest extends OwnTransactionHarness {
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
    void a_connection_that_breaks_before_its_commit_leaves_nothing_done() {
        start((run, connection) -> {
            effect(connection);
            jobs.in(connection).complete(run);
            if (run.attempt() == 1) {
                int backend = connection.unwrap(PGConnection.class).getBackendPID();
                database.text("SELECT pg_terminate_backend(" + backend + ")");
            }
            connection.commit();
        });

        Job job = ended(enqueue());

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.failedRuns()).hasSize(1);
        assertThat(effects()).isOne();
        assertNothingWasRefused();
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
                .config(ENABLED.with(ConfigKey.LEASE_DURATION_S, "10"))
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

        // Two renewals: the first may have been under way before.
        Duration past = Duration.ofSeconds(5);
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
        AtomicLong ahead = new AtomicLong();
        Handlers handlers = Handlers.builder(new JacksonCodec())
                .handle(
                        PAY.timeout(Duration.ofMinutes(1)),
                        (payload, run) -> in(run, (own, connection) -> {
                            effect(connection);
                            jobs.in(connection).complete(run);
                            ahead.set(Duration.ofMinutes(2).toNanos());
                            assertThatThrownBy(never::await).isInstanceOf(InterruptedException.class);
                            connection.commit();
                        }))
                .build();
        EngineOptions options = EngineOptions.builder()
                .listener(events::add)
                .nanoTime(() -> System.nanoTime() + ahead.get())
                .build();

        Engine engine = Engine.start(jobs.store().work(), handlers, ENABLED, options);
        try {
            assertThat(ended(enqueue()).state()).isEqualTo(JobState.COMPLETED);
            await().until(() -> all(JobEvent.RunWritten.class).size() == 1);
        } finally {
            engine.close();
        }
        assertThat(effects()).isOne();
        assertNothingWasRefused();
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
}
