package io.allyourbase.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Signal;
import io.allyourbase.jobs.engine.outcome.Handovers;
import io.allyourbase.jobs.engine.outcome.OutcomeBatcher;
import io.allyourbase.jobs.engine.tick.Incidents;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.PayloadCodec;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.testing.InMemoryStore;
import io.allyourbase.jobs.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One slot, whose runs begin and end when a test says so. */
class RunExecutorTest {
    private static final JobDefinition<Payload> MAIL = JobDefinition.of("mail", Payload.class);
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final InMemoryStore store = new InMemoryStore(clock);
    private final Store.Work work = store.work();
    private final List<JobEvent> told = new ArrayList<>();
    private final Incidents incidents = new Incidents();
    private final Events events = new Events(List.of(told::add, incidents));
    private final RunningJobs running = new RunningJobs();
    private final OutcomeBatcher outcomes =
            new OutcomeBatcher(work.outcomes(), work.runs(), events, new Signal(), running::remove, (job, event) -> {});
    private final Queue<Slot> threads = new ArrayDeque<>();
    private final Thread thread = new Thread();
    private final RunExecutor executor = executor();
    private boolean isOutOfMemory;
    private long now;

    @Test
    void a_run_that_cannot_be_begun_is_left_to_its_lease_and_gives_its_slot_back() {
        enqueue();
        JobId second = enqueue();
        start();
        isOutOfMemory = true;

        Slot slot = threads.remove();
        assertThat(slot.begin(thread)).isTrue();
        slot.finish();

        assertThat(started()).containsExactly(second);
        assertThat(executor.inHand().count()).isZero();
        assertThat(running.all()).hasSize(1);
    }

    @Test
    void a_run_that_cannot_be_ended_is_left_to_its_lease_and_gives_its_slot_back() {
        enqueue();
        JobId second = enqueue();
        start();

        Slot slot = threads.remove();
        assertThat(slot.begin(thread)).isTrue();
        isOutOfMemory = true;
        slot.finish();
        assertThat(slot.begin(thread)).isTrue();
        slot.finish();
        assertThat(slot.begin(thread)).isFalse();

        outcomes.step();
        assertThat(find(second).state()).isEqualTo(JobState.COMPLETED);
        assertThat(executor.inHand().count()).isZero();
        assertThat(running.all()).isEmpty();
    }

    @Test
    void a_run_whose_lease_ended_while_it_waited_goes_back_unbegun() {
        JobId first = enqueue();
        JobId second = enqueue();
        start();

        Slot slot = threads.remove();
        assertThat(slot.begin(thread)).isTrue();
        now = LEASE.toNanos();
        slot.finish();
        assertThat(slot.begin(thread)).isFalse();
        outcomes.step();

        assertThat(started()).containsExactly(first);
        assertThat(find(first).state()).isEqualTo(JobState.COMPLETED);
        assertThat(find(second).state()).isEqualTo(JobState.QUEUED);
        assertThat(find(second).attempts().used()).isZero();
        assertThat(executor.inHand().count()).isZero();
        assertThat(running.all()).isEmpty();
    }

    @Test
    void a_run_that_another_has_taken_back_while_it_waited_is_not_begun_and_counts_as_no_stale_write() {
        JobId first = enqueue();
        JobId second = enqueue();
        start();

        Slot slot = threads.remove();
        assertThat(slot.begin(thread)).isTrue();
        clock.advance(LEASE);
        work.leases().recover(10);
        claim("another");
        running.all().forEach(ActiveRun::lose);
        slot.finish();
        assertThat(slot.begin(thread)).isFalse();
        outcomes.step();

        assertThat(started()).containsExactly(first);
        assertThat(find(second).state()).isEqualTo(JobState.RUNNING);
        assertThat(find(second).fence().value()).isEqualTo(2);
        assertThat(incidents.counts().staleWritesRefused()).isEqualTo(1);
    }

    @Test
    void a_run_that_was_decided_while_it_waited_is_not_begun() {
        enqueue();
        start();
        executor.releaseAll();

        assertThat(threads.remove().begin(thread)).isFalse();

        assertThat(started()).isEmpty();
        assertThat(executor.inHand().count()).isZero();
    }

    @Test
    void a_handler_whose_lease_is_lost_is_interrupted_once_and_counted_once() {
        enqueue();
        start();
        AtomicInteger interrupts = new AtomicInteger();
        Thread counting = new Thread() {
            @Override
            public void interrupt() {
                interrupts.incrementAndGet();
            }
        };
        threads.remove().begin(counting);
        Deadlines deadlines =
                new Deadlines(running, executor, events, new Alarm(new Signal()), this::nanoTime, LEASE.dividedBy(6));

        now = LEASE.toNanos();
        deadlines.step();
        deadlines.step();

        assertThat(interrupts).hasValue(1);
        assertThat(incidents.counts().leasesLost()).isEqualTo(1);
    }

    private RunExecutor executor() {
        RunExecutor.Links links = new RunExecutor.Links(
                running,
                work.runs(),
                outcomes,
                new Handovers(work.runs(), outcomes, new Signal()),
                events,
                new Signal(),
                new Alarm(new Signal()));
        Handlers handlers = Handlers.builder(new AsItIs())
                .handle(MAIL, (payload, run) -> {})
                .build();
        RunExecutor.Capacity capacity = new RunExecutor.Capacity(1, body -> threads.add((Slot) body));
        return new RunExecutor(handlers, links, capacity, this::nanoTime, new Random());
    }

    private long nanoTime() {
        if (isOutOfMemory) {
            isOutOfMemory = false;
            throw new OutOfMemoryError("Java heap space");
        }
        return now;
    }

    private JobId enqueue() {
        return store.queue().enqueue(NewJob.of(MAIL.type(), Payload.EMPTY)).id();
    }

    private Job find(JobId id) {
        return store.admin().find(id).orElseThrow();
    }

    /** Claims all that is due. */
    private void start() {
        executor.start(claim("ours"), now, now + LEASE.toNanos());
    }

    private List<Job> claim(String worker) {
        return work.claims()
                .claim(new Claims.Request(new WorkerId(worker), QueueName.DEFAULT, Set.of(MAIL.type()), 10, LEASE));
    }

    private List<JobId> started() {
        return told.stream()
                .filter(JobEvent.RunStarted.class::isInstance)
                .map(event -> ((JobEvent.RunStarted) event).job().id())
                .toList();
    }

    private static final class AsItIs implements PayloadCodec {
        @Override
        public Payload encode(Object value) {
            return (Payload) value;
        }

        @Override
        public <P> P decode(Payload payload, Class<P> payloadClass) {
            return payloadClass.cast(payload);
        }
    }
}
