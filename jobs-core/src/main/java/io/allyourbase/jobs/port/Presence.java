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

    /** This worker is at work, and has counted so much since it started: what is told again is not counted again. */
    void beat(Worker worker);

    /** This worker is going. */
    void leave(WorkerId worker);

    /**
     * A worker, and what it takes: jobs of these types in these queues, so many at once.
     *
     * @param counts what it has counted since it started; never less than before
     */
    record Worker(WorkerId id, Set<QueueName> queues, Set<JobType> types, int concurrency, Counts counts) {
        /** One that has counted nothing. */
        public Worker(WorkerId id, Set<QueueName> queues, Set<JobType> types, int concurrency) {
            this(id, queues, types, concurrency, Counts.NONE);
        }

        /** The same, having counted so much. */
        public Worker counting(Counts now) {
            return new Worker(id, queues, types, concurrency, now);
        }
    }
}
