package io.allyourbase.jobs.contract;

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
import io.allyourbase.jobs.port.Outcomes;
import io.allyourbase.jobs.port.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh, empty store for each test, and short words for what tests do with it. */
abstract class StoreContract {
    static final JobType TYPE = new JobType("mail");
    static final WorkerId WORKER = new WorkerId("worker-1");
    static final Duration LEASE = Duration.ofMinutes(30);
    static final Duration NO_LEASE = Duration.ofMillis(1);

    Store store;
    Store.Work work;

    /** An empty store. */
    protected abstract Store newStore();

    @BeforeEach
    void open() {
        store = newStore();
        work = store.work();
    }

    @AfterEach
    void close() {
        work.wakeups().close();
    }

    JobId enqueue() {
        return enqueue(job());
    }

    JobId enqueue(NewJob.Builder job) {
        return store.queue().enqueue(job.build()).id();
    }

    static NewJob.Builder job() {
        return NewJob.builder(TYPE).payload(Payload.of("{\"to\":\"ada\"}"));
    }

    static Claims.Request request(int limit, Duration lease) {
        return new Claims.Request(WORKER, QueueName.DEFAULT, Set.of(TYPE), limit, lease);
    }

    List<Job> claim(int limit) {
        return work.claims().claim(request(limit, LEASE));
    }

    /** Claims the one job that is due. */
    Job claimOne() {
        List<Job> claimed = claim(2);
        if (claimed.size() != 1) {
            throw new AssertionError("expected one due job, but claimed " + claimed);
        }
        return claimed.get(0);
    }

    /** Enqueues a job and takes it through a run that completes. */
    Job completed() {
        enqueue();
        Job job = claimOne();
        write(job.id(), new Event.Complete(job.fence(), ""));
        return find(job.id());
    }

    /** Enqueues a job and takes it through a run that fails for good. */
    Job failed() {
        enqueue();
        Job job = claimOne();
        write(job.id(), new Event.FailForGood(job.fence(), "no such mailbox"));
        return find(job.id());
    }

    Map<JobId, JobState> write(JobId job, Event.ByOwner event) {
        return work.outcomes().write(List.of(new Outcomes.RunOutcome(job, event)));
    }

    Job find(JobId id) {
        return store.admin().find(id).orElseThrow();
    }
}
