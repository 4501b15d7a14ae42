package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.OutcomeHandler;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.schedule.NewSchedule;
import io.allyourbase.jobs.testing.InMemoryStore;
import io.allyourbase.jobs.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Engines side by side, and their end. */
class EngineLifeTest extends EngineHarness {
    @Test
    void an_engine_is_seen_while_it_is_there_and_not_after() {
        Engine engine = start(MAIL, (payload, run) -> Outcome.COMPLETED);
        JobId later = store.queue()
                .enqueue(NewJob.builder(MAIL.type()).delay(Duration.ofHours(1)).build())
                .id();

        await().until(() -> liveWorkers(later) == 1);
        assertThat(engine.problem()).isEmpty();
        engine.close();

        assertThat(liveWorkers(later)).isZero();
        assertThat(engine.problem()).isPresent();
    }

    private int liveWorkers(JobId id) {
        return store.insight().facts(id).orElseThrow().liveWorkers();
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
        log.await(JobEvent.ScheduleFired.class, 50);
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
}
