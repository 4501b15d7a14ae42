package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.OutcomeHandler;
import io.allyourbase.jobs.handler.PayloadCodec;
import io.allyourbase.jobs.handler.PermanentFailure;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.FailedRun;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.retry.FixedBackoff;
import io.allyourbase.jobs.retry.RetryPolicy;
import io.allyourbase.jobs.schedule.NewSchedule;
import io.allyourbase.jobs.testing.InMemoryStore;
import io.allyourbase.jobs.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final RetryPolicy AT_ONCE = RetryPolicy.of(new FixedBackoff(Duration.ZERO));
    private static final JobDefinition<String> MAIL =
            JobDefinition.of("mail", String.class).retryPolicy(AT_ONCE);

    private final InMemoryStore store = new InMemoryStore(InstantSource.system());
    private final EventLog log = new EventLog();
    private final List<Engine> engines = new ArrayList<>();

    @AfterEach
    void closeEngines() {
        engines.forEach(Engine::close);
    }

    @Test
    void a_job_is_run_once_with_its_payload_and_completes_with_its_report() {
        JobId id = enqueue("ada");
        AtomicInteger runs = new AtomicInteger();

        start(MAIL, (payload, run) -> {
            runs.incrementAndGet();
            return Outcome.completed("sent to " + payload + " as run " + run.fence());
        });

        Job job = ended(id);
        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.report()).contains("sent to ada as run 1");
        assertThat(runs).hasValue(1);
    }

    @Test
    void a_handler_that_always_throws_ends_failed_after_exactly_its_attempts_with_every_error() {
        JobId id = enqueue("ada");
        AtomicInteger runs = new AtomicInteger();

        start(MAIL, (payload, run) -> {
            throw new IllegalStateException("no " + runs.incrementAndGet(), new IOException("broken pipe"));
        });

        Job job = ended(id);
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(runs).hasValue(NewJob.DEFAULT_MAX_ATTEMPTS);
        assertThat(job.failedRuns())
                .extracting(FailedRun::error)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 4)
                        .mapToObj(n -> "java.lang.IllegalStateException: no " + n
                                + "; caused by java.io.IOException: broken pipe")
                        .toList());
    }

    @Test
    void an_error_costs_one_attempt_and_not_the_worker() {
        JobId first = enqueue("ada");

        start(MAIL, (payload, run) -> {
            if (run.attempt() == 1) {
                throw new StackOverflowError();
            }
            return Outcome.COMPLETED;
        });

        assertThat(ended(first).state()).isEqualTo(JobState.COMPLETED);
        assertThat(ended(first).failedRuns()).hasSize(1);
        assertThat(ended(enqueue("bob")).state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void a_permanent_failure_and_an_unreadable_payload_end_at_once() {
        JobId permanent = enqueue("ada");
        JobId unreadable = enqueue("unreadable");

        start(MAIL, (payload, run) -> {
            throw new PermanentFailure("no such mailbox");
        });

        assertThat(ended(permanent).attempts().used()).isEqualTo(1);
        assertThat(ended(permanent).state()).isEqualTo(JobState.FAILED);
        assertThat(ended(unreadable).attempts().used()).isEqualTo(1);
        assertThat(ended(unreadable).lastError().orElseThrow()).contains("payload");
    }

    @Test
    void a_snoozed_job_runs_again_and_keeps_its_attempts() {
        JobId id = enqueue("ada");
        AtomicInteger runs = new AtomicInteger();

        start(MAIL, (payload, run) -> {
            assertThat(run.attempt()).isEqualTo(1);
            return runs.incrementAndGet() < 10 ? Outcome.snooze(Duration.ZERO) : Outcome.COMPLETED;
        });

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
        assertThat(ended(id).fence().value()).isEqualTo(10);
    }

    @Test
    void a_run_that_takes_too_long_fails_even_when_its_handler_swallows_the_interrupt() {
        CountDownLatch release = new CountDownLatch(1);
        JobId id = store.queue()
                .enqueue(NewJob.builder(MAIL.type())
                        .payload(Payload.of("\"ada\""))
                        .maxAttempts(1)
                        .build())
                .id();

        start(MAIL.timeout(Duration.ofMillis(50)), (payload, run) -> {
            boolean ended = false;
            while (!ended) {
                try {
                    ended = release.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    assertThat(run.stillOwner()).isFalse();
                }
            }
            return Outcome.COMPLETED;
        });

        Job job = ended(id);
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.lastError()).contains("timed out: the run took longer than PT0.05S");
        release.countDown();
        assertThat(ended(enqueue("bob")).state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void a_type_no_one_handles_waits_and_keeps_its_attempts() {
        JobId other = store.queue()
                .enqueue(NewJob.of(new JobType("sms"), Payload.EMPTY))
                .id();

        start(MAIL, (payload, run) -> Outcome.COMPLETED);

        ended(enqueue("ada"));
        Job waiting = store.admin().find(other).orElseThrow();
        assertThat(waiting.state()).isEqualTo(JobState.QUEUED);
        assertThat(waiting.attempts().used()).isZero();
    }

    @Test
    void many_jobs_on_several_engines_and_queues_run_once_each() {
        QueueName slow = new QueueName("slow");
        Map<JobId, AtomicInteger> runs = new ConcurrentHashMap<>();
        List<JobId> ids = store
                .queue()
                .enqueueAll(IntStream.range(0, 3_000)
                        .mapToObj(i -> NewJob.builder(MAIL.type())
                                .payload(Payload.of("\"" + i + "\""))
                                .queue(i % 2 == 0 ? slow : QueueName.DEFAULT)
                                .build())
                        .toList())
                .stream()
                .map(Enqueued::id)
                .toList();
        OutcomeHandler<String> count = (payload, run) -> {
            runs.computeIfAbsent(run.id(), id -> new AtomicInteger()).incrementAndGet();
            return Outcome.COMPLETED;
        };

        for (int i = 0; i < 3; i++) {
            start(
                    store.work(),
                    handlers(MAIL, count),
                    options().queues(List.of(QueueName.DEFAULT, slow)),
                    Duration.ofMinutes(5));
        }

        await().until(() -> store.stats().stats().completed() == 3_000);
        assertThat(runs.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(runs.values()).allMatch(each -> each.get() == 1);
    }

    @Test
    void finished_outcomes_are_kept_while_the_database_is_away() {
        Store.Work real = store.work();
        FlakyOutcomes outcomes = new FlakyOutcomes(real.outcomes());
        outcomes.away.set(true);
        List<JobId> ids = IntStream.range(0, 20).mapToObj(i -> enqueue("a" + i)).toList();

        start(
                new Store.Work(real.claims(), outcomes, real.leases(), real.ticks(), real.retention(), real.wakeups()),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options(),
                Duration.ofMinutes(5));
        log.await(JobEvent.RunStarted.class, 20);
        log.await(JobEvent.LoopFailed.class);
        assertThat(store.stats().stats().completed()).isZero();
        outcomes.away.set(false);

        ids.forEach(id -> assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED));
        assertThat(log.all(JobEvent.RunStarted.class)).hasSize(20);
        log.await(JobEvent.LoopRecovered.class);
    }

    @Test
    void an_outcome_that_cannot_be_stored_does_not_hold_up_the_others() {
        Store.Work real = store.work();
        List<JobId> ids = IntStream.range(0, 50).mapToObj(i -> enqueue("a" + i)).toList();
        JobId poison = ids.get(17);

        start(
                new Store.Work(
                        real.claims(),
                        batch -> {
                            if (batch.stream()
                                    .anyMatch(each ->
                                            each.job().equals(poison) && each.event() instanceof Event.Complete)) {
                                throw new IllegalStateException("invalid byte sequence");
                            }
                            return real.outcomes().write(batch);
                        },
                        real.leases(),
                        real.ticks(),
                        real.retention(),
                        real.wakeups()),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options(),
                Duration.ofMinutes(5));

        ids.stream()
                .filter(id -> !id.equals(poison))
                .forEach(id -> assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED));
        assertThat(ended(poison).state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void a_long_run_in_a_live_process_keeps_its_lease_and_runs_once() {
        CountDownLatch renewedThrice = new CountDownLatch(9);
        Store.Work real = store.work();
        JobId id = enqueue("ada");

        start(
                new Store.Work(
                        real.claims(),
                        real.outcomes(),
                        new CountingLeases(real.leases(), renewedThrice),
                        real.ticks(),
                        real.retention(),
                        real.wakeups()),
                handlers(MAIL, (payload, run) -> {
                    // Nine renewals, a third of a lease apart: three leases.
                    assertThat(renewedThrice.await(1, TimeUnit.MINUTES)).isTrue();
                    run.checkOwner();
                    return Outcome.COMPLETED;
                }),
                options(),
                Duration.ofSeconds(1));

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
        assertThat(ended(id).fence().value()).isEqualTo(1);
        assertThat(log.all(JobEvent.RunStarted.class)).hasSize(1);
    }

    @Test
    void a_run_whose_job_was_taken_is_interrupted_and_its_outcome_refused() {
        ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
        InMemoryStore moved = new InMemoryStore(clock);
        JobId id = moved.queue()
                .enqueue(NewJob.of(MAIL.type(), Payload.of("\"ada\"")))
                .id();
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);

        start(
                moved.work(),
                handlers(MAIL, (payload, run) -> {
                    if (run.fence().value() > 1) {
                        return Outcome.completed("second");
                    }
                    claimed.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        assertThat(run.stillOwner()).isFalse();
                        told.countDown();
                    }
                    return Outcome.completed("first");
                }),
                options(),
                Duration.ofSeconds(1));
        await().until(() -> claimed.getCount() == 0);
        clock.advance(Duration.ofSeconds(2));
        moved.work().leases().recover(10);

        await().until(() -> told.getCount() == 0);
        log.await(JobEvent.RunLeaseLost.class);
        log.await(JobEvent.StaleWriteRefused.class);
        await().until(() -> moved.admin().find(id).orElseThrow().state().terminal());
        assertThat(moved.admin().find(id).orElseThrow().report()).contains("second");
    }

    @Test
    void jobs_of_a_dead_worker_are_taken_back_and_done() {
        JobId id = enqueue("ada");
        store.work()
                .claims()
                .claim(new Claims.Request(
                        new WorkerId("dead"), QueueName.DEFAULT, Set.of(MAIL.type()), 1, Duration.ofMillis(1)));

        start(store.work(), handlers(MAIL, (payload, run) -> Outcome.COMPLETED), options(), Duration.ofSeconds(1));

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
        assertThat(ended(id).fence().value()).isEqualTo(2);
        assertThat(log.await(JobEvent.JobRecovered.class).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void closing_gives_back_what_does_not_end_with_its_attempt() {
        JobId id = enqueue("ada");
        Engine engine = start(
                store.work(),
                handlers(MAIL, (payload, run) -> {
                    new CountDownLatch(1).await();
                    return Outcome.COMPLETED;
                }),
                options().shutdownGrace(Duration.ZERO),
                Duration.ofMinutes(5));
        log.await(JobEvent.RunStarted.class);

        engine.close();
        engine.close();

        Job job = store.admin().find(id).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.attempts().used()).isZero();
        assertThat(job.failedRuns()).isEmpty();
    }

    @Test
    void closing_waits_for_runs_and_writes_their_outcomes() {
        CountDownLatch mayEnd = new CountDownLatch(1);
        JobId id = enqueue("ada");
        Engine engine = start(MAIL, (payload, run) -> {
            mayEnd.await();
            return Outcome.COMPLETED;
        });
        log.await(JobEvent.RunStarted.class);
        Thread closer = new Thread(engine::close);
        closer.start();
        JobId late = enqueue("bob");
        mayEnd.countDown();

        await().until(() -> !closer.isAlive());

        assertThat(store.admin().find(id).orElseThrow().state()).isEqualTo(JobState.COMPLETED);
        assertThat(store.admin().find(late)).isPresent();
    }

    @Test
    void a_listener_that_throws_harms_nothing() {
        start(
                store.work(),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options().listener(event -> {
                    throw new AssertionError("a bad listener");
                }),
                Duration.ofMinutes(5));

        assertThat(ended(enqueue("ada")).state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void two_engines_make_one_job_of_each_fire_time() {
        ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:30Z"));
        InMemoryStore moved = new InMemoryStore(clock);
        for (int i = 0; i < 50; i++) {
            moved.schedules()
                    .create(NewSchedule.builder("s" + i, MAIL.type(), "* * * * *")
                            .payload(Payload.of("\"x\""))
                            .build());
        }
        clock.advance(Duration.ofSeconds(30));

        start(moved.work(), handlers(MAIL, (payload, run) -> Outcome.COMPLETED), options(), Duration.ofMinutes(5));
        start(moved.work(), handlers(MAIL, (payload, run) -> Outcome.COMPLETED), options(), Duration.ofMinutes(5));

        await().until(() -> moved.stats().stats().completed() == 50);
        assertThat(log.all(JobEvent.ScheduleFired.class)).hasSize(50);
        assertThat(moved.schedules().list())
                .allMatch(schedule -> schedule.nextRunAt().orElseThrow().equals(Instant.parse("2026-03-01T12:02:00Z")));
    }

    @Test
    void a_disabled_engine_starts_nothing() {
        enqueue("ada");
        Engine engine = Engine.start(
                store.work(),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                JobsConfig.DEFAULT,
                options().build());

        engine.close();

        assertThat(log.all(JobEvent.class)).isEmpty();
        assertThat(store.stats().stats().queued()).isEqualTo(1);
    }

    private JobId enqueue(String payload) {
        return store.queue()
                .enqueue(NewJob.of(MAIL.type(), Payload.of("\"" + payload + "\"")))
                .id();
    }

    private Job ended(JobId id) {
        await().until(() -> store.admin().find(id).orElseThrow().state().terminal());
        return store.admin().find(id).orElseThrow();
    }

    private Engine start(JobDefinition<String> definition, OutcomeHandler<String> handler) {
        return start(store.work(), handlers(definition, handler), options(), Duration.ofMinutes(5));
    }

    private Engine start(Store.Work work, Handlers handlers, EngineOptions.Builder options, Duration lease) {
        JobsConfig config = new JobsConfig(true, 8, Duration.ofMillis(100), lease, 3, true, Duration.ofSeconds(1));
        Engine engine = Engine.start(work, handlers, config, options.build());
        engines.add(engine);
        return engine;
    }

    private EngineOptions.Builder options() {
        return EngineOptions.builder().listener(log);
    }

    private static Handlers handlers(JobDefinition<String> definition, OutcomeHandler<String> handler) {
        return Handlers.builder(new QuotedText())
                .handleWithOutcome(definition, handler)
                .build();
    }

    /** JSON strings without escapes. */
    private static final class QuotedText implements PayloadCodec {
        @Override
        public Payload encode(Object value) {
            return Payload.of("\"" + value + "\"");
        }

        @Override
        public <P> P decode(Payload payload, Class<P> payloadClass) {
            String text = payload.json().substring(1, payload.json().length() - 1);
            if (text.equals("unreadable")) {
                throw new InvalidInput("payload", "does not fit");
            }
            return payloadClass.cast(text);
        }
    }
}
