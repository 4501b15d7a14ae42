package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Counts;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.testing.InMemoryStore;
import io.allyourbase.jobs.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What breaks around an engine, and does it no harm. */
class EngineFaultsTest extends EngineHarness {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final InMemoryStore moved = new InMemoryStore(clock);

    @Test
    void a_long_run_in_a_live_process_keeps_its_lease_and_runs_once() {
        Instant start = clock.instant();
        CountDownLatch renewedThrice = new CountDownLatch(9);
        Store.Work real = moved.work();
        JobId id = enqueueMoved();

        start(
                real.with(new ObservedLeases(real.leases(), () -> {
                    // Nine renewals, a third of a lease apart: three leases.
                    clock.advance(Duration.ofMillis(333));
                    renewedThrice.countDown();
                })),
                handlers(MAIL, (payload, run) -> {
                    assertThat(renewedThrice.await(1, TimeUnit.MINUTES)).isTrue();
                    run.checkOwner();
                    return Outcome.COMPLETED;
                }),
                options()
                        .nanoTime(() -> Duration.between(start, clock.instant()).toNanos()),
                Duration.ofSeconds(1));

        assertThat(endedMoved(id).state()).isEqualTo(JobState.COMPLETED);
        assertThat(endedMoved(id).fence().value()).isEqualTo(1);
        assertThat(log.all(JobEvent.RunStarted.class)).hasSize(1);
    }

    @Test
    void a_run_whose_renewal_was_passed_over_is_not_lost_and_renewed_soon() {
        CountDownLatch renewed = new CountDownLatch(1);
        Store.Work real = moved.work();
        JobId id = enqueueMoved();

        start(
                real.with(new PassedOverLeases(new ObservedLeases(real.leases(), renewed::countDown))),
                handlers(MAIL, (payload, run) -> {
                    assertThat(renewed.await(1, TimeUnit.MINUTES)).isTrue();
                    run.checkOwner();
                    return Outcome.COMPLETED;
                }),
                options().nanoTime(() -> 0),
                Duration.ofSeconds(3));

        assertThat(endedMoved(id).state()).isEqualTo(JobState.COMPLETED);
        assertThat(log.all(JobEvent.RunLeaseLost.class)).isEmpty();
    }

    @Test
    void a_run_whose_job_was_taken_is_interrupted_and_its_outcome_refused() {
        JobId id = enqueueMoved();
        CountDownLatch claimed = new CountDownLatch(1);
        AtomicBoolean isTaken = new AtomicBoolean();
        CountDownLatch told = new CountDownLatch(1);
        Store.Work real = moved.work();

        start(
                real.with(new ObservedLeases(real.leases(), () -> {
                    // Right after a renewal, so that none comes in between.
                    if (claimed.getCount() == 0 && !isTaken.getAndSet(true)) {
                        clock.advance(Duration.ofSeconds(2));
                        real.leases().recover(10);
                    }
                })),
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
                options().nanoTime(() -> 0),
                Duration.ofSeconds(1));

        await().until(() -> told.getCount() == 0);
        log.await(JobEvent.RunLeaseLost.class);
        log.await(JobEvent.StaleWriteRefused.class);
        assertThat(endedMoved(id).report()).contains("second");
        closeEngines();
        assertThat(moved.stats().stats().counts()).isEqualTo(new Counts(1, 1, 1, 1));
    }

    @Test
    void a_run_learns_from_the_database_that_its_job_was_taken() {
        enqueueMoved();
        List<Boolean> owner = new CopyOnWriteArrayList<>();

        start(
                moved.work(),
                handlers(MAIL, (payload, run) -> {
                    owner.add(run.confirmOwner());
                    if (run.fence().value() == 1) {
                        clock.advance(Duration.ofMinutes(6));
                        moved.work().leases().recover(10);
                        owner.add(run.stillOwner());
                        owner.add(run.confirmOwner());
                    }
                    return Outcome.COMPLETED;
                }),
                options(),
                Duration.ofMinutes(5));
        log.await(JobEvent.RunStarted.class, 2);

        await().until(() -> owner.size() == 4);
        assertThat(owner).containsSubsequence(true, true, false);
    }

    @Test
    void jobs_of_a_dead_worker_are_taken_back_and_done() {
        JobId id = enqueue("ada");
        store.work()
                .claims()
                .claim(new Claims.Request(
                        new WorkerId("dead"), QueueName.DEFAULT, Set.of(MAIL.type()), 1, Duration.ofMillis(1)));

        start(store.work(), handlers(MAIL, (payload, run) -> Outcome.COMPLETED), options(), Duration.ofMinutes(5));

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
        assertThat(ended(id).fence().value()).isEqualTo(2);
        assertThat(log.await(JobEvent.JobRecovered.class).state()).isEqualTo(JobState.QUEUED);
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

    private JobId enqueueMoved() {
        return moved.queue()
                .enqueue(NewJob.of(MAIL.type(), Payload.of("\"ada\"")))
                .id();
    }

    private Job endedMoved(JobId id) {
        await().until(() -> moved.admin().find(id).orElseThrow().state().terminal());
        return moved.admin().find(id).orElseThrow();
    }
}
