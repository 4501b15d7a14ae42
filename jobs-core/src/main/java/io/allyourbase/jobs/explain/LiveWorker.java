package io.allyourbase.jobs.explain;

import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import java.time.Instant;
import java.util.Set;

/**
 * A worker that is there. Immutable.
 *
 * @param queues where it takes jobs from
 * @param types of jobs that it handles
 * @param concurrency how many jobs it runs at once
 * @param running how many jobs it holds just now: a few more than that while handlers are very short
 * @param startedAt by the database's clock, as is {@code seenAt}
 * @param seenAt when it was last heard of
 */
public record LiveWorker(
        WorkerId id,
        Set<QueueName> queues,
        Set<JobType> types,
        int concurrency,
        int running,
        Instant startedAt,
        Instant seenAt) {
    public LiveWorker {
        queues = Set.copyOf(queues);
        types = Set.copyOf(types);
    }
}
