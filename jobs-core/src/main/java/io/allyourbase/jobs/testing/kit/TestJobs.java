package io.allyourbase.jobs.testing.kit;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.enqueue.Enqueuer;
import io.allyourbase.jobs.enqueue.TypedEnqueuer;
import io.allyourbase.jobs.handler.Handler;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.OutcomeHandler;
import io.allyourbase.jobs.handler.PayloadCodec;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.JobAdmin;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.PageRequest;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.testing.InMemoryStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A job queue for tests, without a database and without threads: it takes in what the code under test enqueues, and runs
 * it, by the engine's own parts, when {@link #runDue} is called. Payloads pass through JSON, failed attempts are due again
 * after their backoff, and the same test makes the same runs, ids and times whenever it is run.
 *
 * <p>Not as in production: backoffs have no jitter, so that a test can say when a job is due; a handler is never
 * interrupted, neither by its type's timeout nor by an operator; and nothing of the enqueueing is undone by a transaction
 * that rolls back. Jobs may be enqueued from any thread; all else is for the test's own.
 */
public final class TestJobs implements Enqueuer {
    private final InMemoryStore store;
    private final Store.Work work;
    private final PayloadCodec codec;
    private final TypedEnqueuer typed;
    private final Handlers.Builder handlers;
    private final Set<QueueName> queues = new TreeSet<>(Comparator.comparing(QueueName::value));

    private TestJobs(PayloadCodec codec, InstantSource clock) {
        this.store = new InMemoryStore(clock, new SplittableRandom(0));
        this.work = store.work();
        this.codec = codec;
        this.typed = new TypedEnqueuer(store.queue(), codec, JobsConfig.DEFAULT.maxAttemptsDefault());
        this.handlers = Handlers.builder(codec);
    }

    /**
     * An empty queue.
     *
     * @param codec that of the program, so that what it can't write or read back fails the test too
     * @param clock says what is due; a {@link io.allyourbase.jobs.testing.ManualClock}, which the test moves on
     */
    public static TestJobs of(PayloadCodec codec, InstantSource clock) {
        return new TestJobs(codec, clock);
    }

    /**
     * Handles the type from the next {@link #runDue} on; returns itself. Jobs of types without a handler wait.
     *
     * @throws io.allyourbase.jobs.error.InvalidInput when the type has a handler already
     */
    public <P> TestJobs handle(JobDefinition<P> definition, Handler<P> handler) {
        handlers.handle(definition, handler);
        return this;
    }

    /** As {@link #handle}, with a handler that says how it ended. */
    public <P> TestJobs handleWithOutcome(JobDefinition<P> definition, OutcomeHandler<P> handler) {
        handlers.handleWithOutcome(definition, handler);
        return this;
    }

    @Override
    public <P> Enqueued enqueue(JobDefinition<P> definition, P payload, UnaryOperator<NewJob.Builder> options) {
        return typed.enqueue(definition, payload, options);
    }

    @Override
    public <P> List<Enqueued> enqueueAll(JobDefinition<P> definition, List<P> payloads) {
        return typed.enqueueAll(definition, payloads);
    }

    /**
     * Makes the jobs of schedules that are due, and runs all that is due by the clock, in this thread, until nothing is:
     * also what handlers enqueue meanwhile. Goes by the names of the queues; in each, the most urgent comes first and then
     * what has been due for longest.
     *
     * @return the runs in their order, each with what its handler threw
     * @throws AssertionError one that a handler threw, for it is meant for the test; its run was failed all the same
     * @throws io.allyourbase.jobs.error.JobsException when there is no end of it: after 10,000 runs
     */
    public List<TestRun> runDue() {
        return new Drain(store, work, handlers.build(), queues).run();
    }

    /** The payloads of the type's jobs that wait, due or not, in the order in which they were enqueued. */
    public <P> List<P> enqueued(JobDefinition<P> definition) {
        return all(definition).stream()
                .filter(job -> job.state() == JobState.QUEUED)
                .map(job -> codec.decode(job.payload(), definition.payloadClass()))
                .toList();
    }

    /**
     * The type's jobs, those that have ended too, in the order in which they were enqueued: to look at when one is due, its
     * queue, its attempts and its errors.
     */
    public List<Job> all(JobDefinition<?> definition) {
        List<Job> jobs = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
        while (next.isPresent()) {
            JobAdmin.Page page = store.admin().list(JobFilter.ALL.type(definition.type()), next.get());
            jobs.addAll(page.jobs());
            next = page.next().map(last -> new PageRequest(PageRequest.MAX_LIMIT, 0, Optional.of(last)));
        }
        Collections.reverse(jobs);
        return List.copyOf(jobs);
    }

    /** Where the jobs are: to retry and cancel them, and to make schedules. */
    public Store store() {
        return store;
    }
}
