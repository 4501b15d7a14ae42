package io.allyourbase.jobs.port;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hands out due jobs, each to one worker. An instance belongs to one engine and may remember where it stopped. */
public interface Claims {
    /**
     * Claims due jobs, queue by queue as they are listed, in each the most urgent and then the longest due first,
     * passing over those that another is claiming. May return fewer than there are, and with many queues ask them in
     * turns of its own; an empty answer means that none was found just now.
     */
    List<Job> claim(Request request);

    /** How long until the next job that the request could claim is due; empty when none is queued. Zero when one is due. */
    Optional<Duration> untilNextDue(Request request);

    /**
     * Gives back, due now and with their attempt, the runs that this worker holds and does not know of: those of a claim
     * that took effect but whose answer was lost. An older run of the same job is another run. One whose lease has ended
     * is left to recovery. May pass over those that another holds just then. Not to be called while the worker claims.
     *
     * @return how many there were
     */
    int giveBackUnknown(WorkerId worker, Set<RunId> known);

    /** What a worker asks for: at most {@code limit} jobs of these types in these queues, leased for that long. */
    record Request(WorkerId worker, List<QueueName> queues, Set<JobType> types, int limit, Duration lease) {
        /** From one queue. */
        public Request(WorkerId worker, QueueName queue, Set<JobType> types, int limit, Duration lease) {
            this(worker, List.of(queue), types, limit, lease);
        }
    }
}
