package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Outcomes;
import io.allyourbase.jobs.port.Store;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Engines that close while the database, or who closes them, leaves much to be desired. */
class EngineCloseTest extends EngineHarness {
    private static final int LOOPS_THAT_ASK = 6;

    private final Gate gate = new Gate();

    @AfterEach
    void open() {
        gate.open();
    }

    @Test
    void jobs_of_a_claim_that_answers_late_are_given_back_and_not_run() {
        JobId id = enqueue("ada");
        Store.Work real = store.work();
        Engine engine = start(
                real.with(new HeldClaims(real.claims(), gate)),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options(),
                Duration.ofMinutes(5));
        await().until(() -> gate.arrived.get() == 1);
        Thread closer = new Thread(engine::close);
        closer.start();

        // By then the claim's loop is not waited for any more.
        await().until(() -> gate.interrupted.get() == 1);
        gate.open();
        await().until(() -> !closer.isAlive());

        Job job = store.admin().find(id).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.attempts().used()).isZero();
        assertThat(log.all(JobEvent.RunStarted.class)).isEmpty();
    }

    @Test
    void an_interrupted_thread_closes_in_order_and_stays_interrupted() {
        Store.Work real = store.work();
        Engine engine = start(
                real.with((Outcomes) batch -> {
                    gate.pass();
                    return real.outcomes().write(batch);
                }),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options(),
                Duration.ofMinutes(5));
        JobId first = enqueue("ada");
        await().until(() -> gate.arrived.get() == 1);
        JobId second = enqueue("bob");
        log.await(JobEvent.RunStarted.class, 2);
        AtomicBoolean staysInterrupted = new AtomicBoolean();
        Thread closer = new Thread(() -> {
            Thread.currentThread().interrupt();
            engine.close();
            staysInterrupted.set(Thread.currentThread().isInterrupted());
        });
        closer.start();

        await().until(() -> closer.getState() == Thread.State.TIMED_WAITING || !closer.isAlive());
        gate.open();
        await().until(() -> !closer.isAlive());

        assertThat(store.admin().find(first).orElseThrow().state()).isEqualTo(JobState.COMPLETED);
        assertThat(store.admin().find(second).orElseThrow().state()).isEqualTo(JobState.COMPLETED);
        assertThat(staysInterrupted).isTrue();
    }

    @Test
    void a_database_that_never_answers_is_waited_for_once_and_not_by_each_loop() {
        ImpatientThreads threads = new ImpatientThreads();
        Engine engine = Engine.start(
                new SilentStore(gate).work(),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                new JobsConfig(true, 8, Duration.ofMillis(100), Duration.ofMinutes(5), 3, true, Duration.ofSeconds(1)),
                options()
                        .shutdownGrace(Duration.ZERO)
                        .nanoTime(threads::nanoTime)
                        .build(),
                threads);
        await().until(() -> gate.arrived.get() == LOOPS_THAT_ASK);

        engine.close();

        assertThat(gate.isOpen()).isFalse();
        assertThat(Duration.ofNanos(threads.nanoTime())).isLessThanOrEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void a_grace_for_ever_is_refused_before_it_is_needed() {
        assertThatThrownBy(() -> options()
                        .shutdownGrace(Duration.ofSeconds(Long.MAX_VALUE))
                        .build())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("365 days");
    }
}
