package io.allyourbase.jobs.engine.run;

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

/** An executor whose threads are there to be run by a test, one half of a run at a time. */
abstract class RunsByHand {
    static final JobDefinition<Payload> MAIL = JobDefinition.of("mail", Payload.class);
    static final Duration LEASE = Duration.ofMinutes(5);

    final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    final InMemoryStore store = new InMemoryStore(clock);
    final Store.Work work = store.work();
    final List<JobEvent> told = new ArrayList<>();
    final Incidents incidents = new Incidents();
    final Events events = new Events(List.of(told::add, incidents));
    final RunningJobs running = new RunningJobs();
    final OutcomeBatcher outcomes =
            new OutcomeBatcher(work.outcomes(), work.runs(), events, new Signal(), running::remove, (job, event) -> {});
    final Queue<Slot> threads = new ArrayDeque<>();
    final Thread thread = new Thread();
    final RunExecutor executor;
    /** Whether threads begin their first run as soon as they are started. */
    boolean arePrompt;

    boolean isOutOfMemory;
    long now;

    RunsByHand(int slots) {
        executor = executor(slots, outcomes);
    }

    /** Which fails when it hands on what became of a run, as where there is no memory for that. */
    @SuppressWarnings("NullAway")
    RunExecutor executorThatCannotTell() {
        return executor(1, null);
    }

    private RunExecutor executor(int slots, OutcomeBatcher outcomes) {
        RunExecutor.Links links = new RunExecutor.Links(
                running,
                work.runs(),
                outcomes,
                new Handovers(work.runs(), outcomes, new Signal()),
                events,
                new Signal(),
                new Signal(),
                new Alarm(new Signal()));
        Handlers handlers = Handlers.builder(new AsItIs())
                .handle(MAIL, (payload, run) -> {})
                .build();
        RunExecutor.Capacity capacity = new RunExecutor.Capacity(slots, body -> started((Slot) body));
        return new RunExecutor(handlers, links, capacity, this::nanoTime, new Random());
    }

    private void started(Slot slot) {
        threads.add(slot);
        if (arePrompt) {
            slot.begin(thread);
        }
    }

    long nanoTime() {
        if (isOutOfMemory) {
            isOutOfMemory = false;
            throw new OutOfMemoryError("Java heap space");
        }
        return now;
    }

    JobId enqueue() {
        return store.queue().enqueue(NewJob.of(MAIL.type(), Payload.EMPTY)).id();
    }

    Job find(JobId id) {
        return store.admin().find(id).orElseThrow();
    }

    /** Claims all that is due. */
    void start() {
        executor.start(claim("ours"), now, now + LEASE.toNanos());
    }

    List<Job> claim(String worker) {
        return work.claims()
                .claim(new Claims.Request(new WorkerId(worker), QueueName.DEFAULT, Set.of(MAIL.type()), 100, LEASE));
    }

    List<JobId> started() {
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
