package io.allyourbase.jobs.port;

import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import java.time.Duration;
import java.util.Set;

/** Who is at work, for operators to see. Nothing that an engine does depends on it. */
public interface Presence {
    /** A worker that has not been heard of for so long is taken for gone. */
    Duration PATIENCE = Duration.ofSeconds(30);

    /** This worker is at work. Forgets those that have been gone for a day. */
    void beat(Worker worker);

    /** This worker is going. */
    void leave(WorkerId worker);

    /** A worker, and what it takes: jobs of these types in these queues, so many at once. */
    record Worker(WorkerId id, Set<QueueName> queues, Set<JobType> types, int concurrency) {}
}
