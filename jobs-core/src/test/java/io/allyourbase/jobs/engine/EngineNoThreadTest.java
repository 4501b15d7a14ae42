package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.engine.loop.Tally;
import io.allyourbase.jobs.engine.loop.Threads;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.OutcomeHandler;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Store;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The system gives the process no more threads. */
class EngineNoThreadTest extends EngineHarness {
    private static final JobsConfig CONFIG =
            new JobsConfig(true, 8, Duration.ofMillis(100), Duration.ofMinutes(5), 3, false, Duration.ofSeconds(1));

    private final AtomicBoolean isExhausted = new AtomicBoolean(true);
    /** For loops too. */
    private final AtomicBoolean isWhollyExhausted = new AtomicBoolean();

    private final Threads threads = new Scarce(Threads.daemons("test"));

    @Test
    void jobs_go_back_with_their_attempts_and_the_engine_waits_before_it_claims_again() {
        List<JobId> ids = IntStream.range(0, 10).mapToObj(i -> enqueue("a" + i)).toList();

        Engine engine = start();
        await().until(() ->
                dispatcherFailures() >= 3 && engine.problem().orElse("").contains("dispatcher failed"));
        engine.close();

        assertThat(log.all(JobEvent.RunStarted.class)).isEmpty();
        assertThat(ids).map(id -> store.admin().find(id).orElseThrow()).allSatisfy(job -> {
            assertThat(job.state()).isEqualTo(JobState.QUEUED);
            assertThat(job.attempts().used()).isZero();
            // Each claim is followed by a failure, after which the loop waits; that of the last may come with the end.
            assertThat(job.fence().value()).isLessThanOrEqualTo(dispatcherFailures() + 1);
        });
    }

    @Test
    void jobs_run_once_there_are_threads_again() {
        JobId id = enqueue("ada");

        start();
        await().until(() -> dispatcherFailures() >= 1);
        isExhausted.set(false);

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
        assertThat(ended(id).attempts().used()).isEqualTo(1);
    }

    @Test
    void what_finished_is_written_by_an_engine_that_closes() {
        isExhausted.set(false);
        CountDownLatch closing = new CountDownLatch(1);
        Engine engine = start(store.work(), (payload, run) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                closing.countDown();
            }
            return Outcome.COMPLETED;
        });
        JobId id = enqueue("ada");
        log.await(JobEvent.RunStarted.class);

        isWhollyExhausted.set(true);
        engine.close();

        assertThat(store.admin().find(id).orElseThrow().state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void jobs_of_a_claim_whose_answer_was_lost_are_given_back_by_an_engine_that_closes() {
        JobId id = enqueue("ada");
        Store.Work real = store.work();
        LostAnswerClaims claims = new LostAnswerClaims(real.claims());
        claims.away.set(true);
        Engine engine = start(real.with(claims), (payload, run) -> Outcome.COMPLETED);
        await().until(() -> claims.looks.get() > 0);

        isWhollyExhausted.set(true);
        claims.away.set(false);
        engine.close();

        Job job = store.admin().find(id).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.attempts().used()).isZero();
    }

    private Engine start() {
        return start(store.work(), (payload, run) -> Outcome.COMPLETED);
    }

    private Engine start(Store.Work work, OutcomeHandler<String> handler) {
        Engine engine = EngineStart.on(
                threads,
                work,
                handlers(MAIL, handler),
                CONFIG,
                options().shutdownGrace(Duration.ZERO).build());
        engines.add(engine);
        return engine;
    }

    private long dispatcherFailures() {
        return log.all(JobEvent.LoopFailed.class).stream()
                .filter(failed -> failed.loop().equals("dispatcher"))
                .count();
    }

    private final class Scarce implements Threads {
        private final Threads real;

        Scarce(Threads real) {
            this.real = real;
        }

        @Override
        public Thread start(Loop loop) {
            if (isWhollyExhausted.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return real.start(loop);
        }

        @Override
        public Executor perRun() {
            Executor executor = real.perRun();
            return body -> {
                if (isExhausted.get()) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                executor.execute(body);
            };
        }

        @Override
        public boolean awaitZero(Tally tally, Duration atMost) {
            return real.awaitZero(tally, atMost);
        }

        @Override
        public boolean awaitZeroUninterruptibly(Tally tally, Duration atMost) {
            return real.awaitZeroUninterruptibly(tally, atMost);
        }
    }
}
