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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What breaks around an engine, and does it no harm. */
class EngineFaultsTest extends EngineHarness {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final InMemoryStore moved = new InMemoryStore(clock);

    @Test
    void jobs_of_a_claim_whose_answer_was_lost_run_at_once_and_keep_their_attempts() {
        List<JobId> ids = IntStream.range(0, 3).mapToObj(i -> enqueue("a")).toList();
        Store.Work real = store.work();
        LostAnswerClaims claims = new LostAnswerClaims(real.claims());

        start(real.with(claims), handlers(MAIL, (payload, run) -> Outcome.COMPLETED), options(), Duration.ofMinutes(5));

        ids.forEach(id -> assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED));
        assertThat(claims.hasLost).isTrue();
        assertThat(ids).allSatisfy(id -> assertThat(ended(id).attempts().used()).isEqualTo(1));
    }

    @Test
    void a_lone_job_of_a_claim_whose_answer_was_lost_runs_at_once_too() {
        Store.Work real = store.work();
        LostAnswerClaims claims = new LostAnswerClaims(real.claims());
        start(real.with(claims), handlers(MAIL, (payload, run) -> Outcome.COMPLETED), options(), Duration.ofMinutes(5));
        await().untilTrue(claims.hasFoundNone);

        JobId id = enqueue("ada");

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
        assertThat(claims.hasLost).isTrue();
        assertThat(ended(id).attempts().used()).isEqualTo(1);
    }

    @Test
    void jobs_of_a_claim_that_takes_effect_long_after_it_was_given_up_run_soon_and_keep_their_attempts() {
        JobId id = enqueue("ada");
        Store.Work real = store.work();

        start(
                real.with(new LateClaims(real.claims())),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options(),
                Duration.ofMinutes(5));

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
        assertThat(ended(id).attempts().used()).isEqualTo(1);
        assertThat(ended(id).fence().value()).isEqualTo(2);
    }

    @Test
    void jobs_of_a_claim_whose_answer_was_lost_are_given_back_by_an_engine_that_closes() {
        JobId id = enqueue("ada");
        Store.Work real = store.work();
        LostAnswerClaims claims = new LostAnswerClaims(real.claims());
        claims.away.set(true);
        Engine engine = start(
                real.with(claims),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options(),
                Duration.ofMinutes(5));
        // By then it tries but now and then.
        await().until(() -> claims.looks.get() > 0);

        claims.away.set(false);
        engine.close();

        Job job = store.admin().find(id).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.attempts().used()).isZero();
    }

    @Test
    void jobs_run_while_those_of_a_claim_whose_answer_was_lost_cannot_be_looked_for() {
        JobId taken = enqueue("ada");
        Store.Work real = store.work();
        LostAnswerClaims claims = new LostAnswerClaims(real.claims());
        claims.away.set(true);
        start(real.with(claims), handlers(MAIL, (payload, run) -> Outcome.COMPLETED), options(), Duration.ofMinutes(5));
        await().until(() -> claims.looks.get() > 0);

        assertThat(ended(enqueue("bob")).state()).isEqualTo(JobState.COMPLETED);

        claims.away.set(false);
        assertThat(ended(taken).state()).isEqualTo(JobState.COMPLETED);
        assertThat(ended(taken).attempts().used()).isEqualTo(1);
    }

    @Test
    void a_first_look_that_fails_half_way_is_made_again_although_the_clock_stands_below_zero() {
        JobId id = store.queue()
                .enqueue(NewJob.builder(MAIL.type())
                        .payload(Payload.of("\"ada\""))
                        .delay(Duration.ofMillis(500))
                        .build())
                .id();
        Store.Work real = store.work();

        start(
                real.with(new LostAnswerClaims(real.claims(), LostAnswerClaims.Loses.FIRST_LOOK)),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options()
                        .nanoTime(() ->
                                System.nanoTime() - Duration.ofDays(36_500).toNanos()),
                Duration.ofMinutes(5));

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void a_claim_that_fails_is_made_again_before_it_is_time_to_poll() {
        Store.Work real = store.work();
        LostAnswerClaims claims = new LostAnswerClaims(real.claims(), LostAnswerClaims.Loses.LATER_REQUEST);
        start(
                real.with(claims),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options().nanoTime(() -> 0),
                Duration.ofMinutes(5));
        await().untilTrue(claims.hasFoundNone);

        JobId id = enqueue("ada");

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
        assertThat(claims.hasLost).isTrue();
    }

    @Test
    void a_look_for_when_a_new_job_is_due_that_fails_is_made_again_before_it_is_time_to_poll() {
        Store.Work real = store.work();
        LostAnswerClaims claims = new LostAnswerClaims(real.claims(), LostAnswerClaims.Loses.SECOND_LOOK);
        start(
                real.with(claims),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options().nanoTime(() -> 0),
                Duration.ofMinutes(5));
        await().until(() -> claims.looksAhead.get() == 1);

        store.queue()
                .enqueue(NewJob.builder(MAIL.type()).delay(Duration.ofDays(1)).build());

        await().until(() -> claims.looksAhead.get() == 2);
        assertThat(claims.hasLost).isTrue();
    }

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
