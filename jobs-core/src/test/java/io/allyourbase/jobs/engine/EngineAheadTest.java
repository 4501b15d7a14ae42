package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.OutcomeHandler;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Store;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Claiming ahead of eight slots: for fast handlers, and never for slow ones. */
class EngineAheadTest extends EngineHarness {
    private static final int SLOTS = 8;
    private static final int MANY = 3_000;

    /** The engine's clock where handlers are to take no time, however busy the machine is. */
    private final AtomicLong now = new AtomicLong();

    private final AtomicBoolean slow = new AtomicBoolean();
    private final AtomicInteger held = new AtomicInteger();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final Map<JobId, AtomicInteger> ended = new ConcurrentHashMap<>();
    private final OutcomeHandler<String> handler = (payload, run) -> {
        if (slow.get()) {
            held.incrementAndGet();
            mayEnd.await();
        }
        ended.computeIfAbsent(run.id(), id -> new AtomicInteger()).incrementAndGet();
        return Outcome.COMPLETED;
    };

    @Test
    void a_claim_for_fast_handlers_asks_for_more_than_the_slots() {
        AtomicInteger largest = new AtomicInteger();
        Store.Work real = store.work();
        enqueueMany(MANY);

        start(
                real.with(recorded(real.claims(), asked -> largest.accumulateAndGet(asked, Math::max))),
                handlers(MAIL, handler),
                options(),
                Duration.ofMinutes(5));

        awaitCompleted(MANY);
        assertThat(largest.get()).isGreaterThan(SLOTS);
    }

    @Test
    void a_claim_asks_for_few_more_jobs_than_slots_where_payloads_are_large() {
        AtomicInteger largest = new AtomicInteger();
        Store.Work real = store.work();
        String large = "\"" + "a".repeat(500_000) + "\"";
        store.queue().enqueueAll(Collections.nCopies(SLOTS, NewJob.of(MAIL.type(), Payload.of(large))));
        start(
                real.with(recorded(real.claims(), asked -> largest.accumulateAndGet(asked, Math::max))),
                handlers(MAIL, handler),
                options(),
                Duration.ofMinutes(5));
        awaitCompleted(SLOTS);
        largest.set(0);

        store.queue().enqueueAll(Collections.nCopies(MANY / 10, NewJob.of(MAIL.type(), Payload.of(large))));

        awaitCompleted(SLOTS + MANY / 10);
        assertThat(largest.get()).isBetween(1, 3 * SLOTS);
    }

    @Test
    void a_claim_that_the_memory_is_too_small_for_is_made_again_for_the_slots_alone() {
        AtomicBoolean full = new AtomicBoolean();
        Queue<Integer> limits = new ConcurrentLinkedQueue<>();
        Store.Work real = store.work();
        startFast(real.with(recorded(real.claims(), asked -> {
            if (full.get()) {
                limits.add(asked);
            }
            if (full.get() && limits.size() == 1) {
                throw new OutOfMemoryError("as a claim of large payloads may find it");
            }
        })));

        full.set(true);
        enqueueMany(500);

        awaitCompleted(MANY + 500);
        assertThat(limits.remove()).isGreaterThan(SLOTS);
        assertThat(limits.remove()).isEqualTo(SLOTS);
    }

    @Test
    void no_more_jobs_of_slow_handlers_are_held_than_there_are_slots() {
        slow.set(true);
        enqueueMany(100);

        start(MAIL, handler);

        await().during(Duration.ofMillis(500)).until(() -> store.stats().stats().running() == SLOTS);
        mayEnd.countDown();
        awaitCompleted(100);
    }

    @Test
    void jobs_that_wait_behind_handlers_that_turned_slow_go_back_untried() {
        startFast();
        slow.set(true);
        enqueueMany(500);
        await().until(() -> store.stats().stats().running() == 500);

        now.addAndGet(Duration.ofSeconds(2).toNanos());
        await().until(() -> store.stats().stats().running() == SLOTS);
        mayEnd.countDown();

        awaitCompleted(MANY + 500);
        assertThat(ended).hasSize(MANY + 500);
        assertThat(ended.values()).allMatch(times -> times.get() == 1);
    }

    @Test
    void closing_gives_back_at_once_what_no_handler_has_begun() {
        Engine engine = startFast();
        slow.set(true);
        enqueueMany(500);
        await().until(() -> store.stats().stats().running() == 500);
        now.addAndGet(Duration.ofMillis(5).toNanos());
        await().until(() -> held.get() == SLOTS);
        Thread closer = new Thread(engine::close);
        closer.start();

        await().until(() -> store.stats().stats().queued() == 500 - SLOTS);
        mayEnd.countDown();

        await().until(() -> !closer.isAlive());
        assertThat(store.stats().stats().completed()).isEqualTo(MANY + SLOTS);
        assertThat(store.stats().stats().running()).isZero();
    }

    private Engine startFast() {
        return startFast(store.work());
    }

    /** One that has run many jobs, and so knows that their handlers are fast. */
    private Engine startFast(Store.Work work) {
        Engine engine = start(work, handlers(MAIL, handler), options().nanoTime(now::get), Duration.ofMinutes(5));
        enqueueMany(MANY);
        awaitCompleted(MANY);
        return engine;
    }

    private void enqueueMany(int count) {
        store.queue().enqueueAll(Collections.nCopies(count, NewJob.of(MAIL.type(), Payload.of("\"ada\""))));
    }

    private void awaitCompleted(int count) {
        await().until(() -> store.stats().stats().completed() == count);
    }

    private static Claims recorded(Claims claims, IntConsumer asked) {
        return new Claims() {
            @Override
            public List<Job> claim(Request request) {
                asked.accept(request.limit());
                return claims.claim(request);
            }

            @Override
            public int giveBackUnknown(WorkerId worker, Set<RunId> known) {
                return claims.giveBackUnknown(worker, known);
            }

            @Override
            public Optional<Duration> untilNextDue(Request request) {
                return claims.untilNextDue(request);
            }
        };
    }
}
