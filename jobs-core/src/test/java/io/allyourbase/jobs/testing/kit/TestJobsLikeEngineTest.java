package io.allyourbase.jobs.testing.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.ConfigKey;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.engine.Engine;
import io.allyourbase.jobs.engine.EngineOptions;
import io.allyourbase.jobs.enqueue.TypedEnqueuer;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.event.RunEnd;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.OutcomeHandler;
import io.allyourbase.jobs.handler.PermanentFailure;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.testing.InMemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a handler does comes to the same here as in an engine. */
class TestJobsLikeEngineTest extends TestJobsHarness {
    private record Left(JobState state, int attempts, Optional<String> error, Optional<String> report, RunEnd end) {
        Left(Job job, RunEnd end) {
            this(job.state(), job.attempts().used(), job.lastError(), job.report(), end);
        }
    }

    @SuppressWarnings("NullAway")
    static Stream<Arguments> handlers() {
        return Stream.of(
                handler(RunEnd.COMPLETED, (mail, run) -> Outcome.completed("to " + mail.to())),
                handler(RunEnd.SNOOZED, (mail, run) -> Outcome.snooze(Duration.ofHours(1))),
                handler(RunEnd.CANCELED, (mail, run) -> Outcome.CANCELED),
                handler(RunEnd.RETRIED, (mail, run) -> {
                    throw new IllegalStateException("no", new StackOverflowError());
                }),
                handler(RunEnd.RETRIED, (mail, run) -> null),
                handler(RunEnd.FAILED, (mail, run) -> {
                    throw new PermanentFailure("never");
                }),
                handler(RunEnd.RETRIED, (mail, run) -> {
                    run.completeBy(() -> {});
                    return Outcome.COMPLETED;
                }),
                handler(RunEnd.RETRIED, (mail, run) -> {
                    Thread.currentThread().interrupt();
                    throw new InterruptedException();
                }));
    }

    private static Arguments handler(RunEnd end, OutcomeHandler<Mail> handler) {
        return Arguments.of(end, handler);
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void it_leaves_the_job_alike(RunEnd end, OutcomeHandler<Mail> handler) {
        jobs.handleWithOutcome(MAIL, handler);
        jobs.enqueue(MAIL, ADA);
        List<TestRun> runs = jobs.runDue();

        assertThat(runs).hasSize(1);
        assertThat(runs.get(0).end()).isEqualTo(end);
        assertThat(new Left(runs.get(0).job(), end)).isEqualTo(leftByEngine(handler));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static Left leftByEngine(OutcomeHandler<Mail> handler) {
        InMemoryStore store = new InMemoryStore(InstantSource.system());
        JobId id = new TypedEnqueuer(store.queue(), new Json(), JobsConfig.DEFAULT.maxAttemptsDefault())
                .enqueue(MAIL, ADA)
                .id();
        List<JobEvent.RunWritten> written = new CopyOnWriteArrayList<>();
        EngineOptions options = EngineOptions.builder()
                .listener(event -> {
                    if (event instanceof JobEvent.RunWritten end) {
                        written.add(end);
                    }
                })
                .build();
        Handlers handlers =
                Handlers.builder(new Json()).handleWithOutcome(MAIL, handler).build();
        JobsConfig config = JobsConfig.DEFAULT.with(ConfigKey.ENABLED, "true");
        try (Engine engine = Engine.start(store.work(), handlers, config, options)) {
            await().until(() -> !written.isEmpty());
            assertThat(engine.problem()).isEmpty();
        }
        return new Left(store.admin().find(id).orElseThrow(), written.get(0).end());
    }
}
