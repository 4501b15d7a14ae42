package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.engine.run.RunExecutor;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.PermanentFailure;
import io.allyourbase.jobs.handler.RetryAfter;
import io.allyourbase.jobs.job.FailedRun;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.port.Wakeups;
import io.allyourbase.jobs.retry.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** When the next attempt is, and who else may fail one. */
class EngineRetryTest extends EngineHarness {
    @Test
    void a_handler_that_knows_when_says_so_and_the_attempt_counts() {
        JobId id = enqueue("ada");
        Instant before = Instant.now();

        start(MAIL, (payload, run) -> {
            throw new RetryAfter(Duration.ofMinutes(2), "429 Too Many Requests");
        });

        Job job = failedOnce(id);
        assertThat(job.runAt()).isBetween(before.plusSeconds(120), Instant.now().plusSeconds(120));
        assertThat(job.attempts().used()).isOne();
        assertThat(job.failedRuns())
                .extracting(FailedRun::error)
                .containsExactly("io.allyourbase.jobs.handler.RetryAfter: 429 Too Many Requests");
    }

    @Test
    void the_last_attempt_of_one_that_would_wait_ends_the_job_as_failed() {
        JobId id = enqueue("ada");

        start(MAIL, (payload, run) -> {
            throw new RetryAfter(Duration.ofSeconds(-1), "not now", new IllegalStateException("busy"));
        });

        assertThat(ended(id).state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void a_wait_of_more_than_a_hundred_years_is_refused() {
        assertThatThrownBy(() -> new RetryAfter(ChronoUnit.FOREVER.getDuration(), "never"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("delay PT");
    }

    @Test
    void a_backoff_that_throws_costs_no_more_than_the_defaults_wait() {
        JobId id = enqueue("ada");
        RetryPolicy broken = RetryPolicy.of(attempt -> {
            throw new IllegalStateException("no table of waits");
        });
        Instant before = Instant.now();

        start(MAIL.retryPolicy(broken), (payload, run) -> {
            throw new IllegalStateException("no");
        });

        Job job = failedOnce(id);
        assertThat(job.runAt()).isAfterOrEqualTo(before.plusSeconds(5));
        assertThat(job.failedRuns().get(0).error())
                .isEqualTo("java.lang.IllegalStateException: no; and its backoff failed:"
                        + " java.lang.IllegalStateException: no table of waits");
    }

    @Test
    void what_an_interceptor_throws_fails_the_run_as_if_the_handler_had() {
        JobId id = enqueue("ada");
        Handlers guarded = Handlers.builder(new QuotedText())
                .handleWithOutcome(MAIL, (payload, run) -> Outcome.COMPLETED)
                .around((run, inside) -> {
                    inside.proceed();
                    throw new PermanentFailure("not after hours");
                })
                .build();

        start(store.work(), guarded, options(), Duration.ofMinutes(5));

        assertThat(ended(id).failedRuns())
                .extracting(FailedRun::error)
                .containsExactly("io.allyourbase.jobs.handler.PermanentFailure: not after hours");
    }

    @Test
    void only_the_attempt_that_ends_a_job_is_worth_a_warning() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger(RunExecutor.class);
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
        try {
            JobId id = enqueue("ada");
            start(MAIL, (payload, run) -> {
                throw new IllegalStateException("no");
            });
            ended(id);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getLevel)
                .containsExactly(Level.INFO, Level.INFO, Level.INFO, Level.WARN);
    }

    @Test
    void what_comes_back_sooner_than_the_next_poll_is_not_left_to_it() {
        Duration poll = Duration.ofSeconds(60);
        JobsConfig seldom = new JobsConfig(true, 8, poll, Duration.ofMinutes(5), 3, true, Duration.ofSeconds(1));
        RetryPolicy soon = RetryPolicy.of(attempt -> Duration.ofMillis(50));
        JobId id = enqueue("ada");

        Store.Work work = store.work();
        engines.add(Engine.start(
                new Store.Work(
                        work.claims(),
                        work.outcomes(),
                        work.leases(),
                        work.runs(),
                        work.ticks(),
                        work.retention(),
                        new NoHints(),
                        work.presence()),
                handlers(MAIL.retryPolicy(soon), (payload, run) -> {
                    if (run.attempt() == 1 && run.fence().value() == 1) {
                        return Outcome.snooze(Duration.ofMillis(50));
                    }
                    if (run.attempt() == 1) {
                        throw new IllegalStateException("once more");
                    }
                    return Outcome.COMPLETED;
                }),
                seldom,
                options().build()));

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
    }

    /** A store that lets nobody know of anything. */
    private static final class NoHints implements Wakeups {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public Set<QueueName> await(Duration atMost) {
            try {
                closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Set.of();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private Job failedOnce(JobId id) {
        await().until(() -> store.admin().find(id).orElseThrow().failedRuns().size() == 1);
        return store.admin().find(id).orElseThrow();
    }
}
