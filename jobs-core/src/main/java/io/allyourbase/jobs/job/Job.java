package io.allyourbase.jobs.job;

import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job as it stood when it was read. Times are the database's, to the microsecond.
 *
 * @param priority from {@link NewJob#MOST_URGENT} to {@link NewJob#LEAST_URGENT}; a smaller number runs first
 * @param runAt when it is due
 * @param lease present while running
 * @param lastError what the last failed run said
 * @param lastRunAt when the last run started
 * @param lastWorker whose the last run was, or is
 * @param fireTime for a scheduled job, the time of its schedule that it stands for
 * @param finishedAt present in a terminal state
 * @param report what the handler said of its work when it completed
 * @param cancelAskedAt when an operator asked its run to end; while that runs, and once the job is canceled for it
 * @param failedRuns the newest {@link FailedRun#KEPT}, oldest first
 */
public record Job(
        JobId id,
        JobType type,
        QueueName queue,
        int priority,
        Payload payload,
        JobState state,
        Instant runAt,
        Attempts attempts,
        Fence fence,
        Instant createdAt,
        Instant updatedAt,
        Optional<Lease> lease,
        Optional<String> lastError,
        Optional<Instant> lastRunAt,
        Optional<WorkerId> lastWorker,
        Optional<String> idempotencyKey,
        Optional<ScheduleId> scheduleId,
        Optional<Instant> fireTime,
        Optional<Instant> finishedAt,
        Optional<String> report,
        Optional<Instant> cancelAskedAt,
        List<FailedRun> failedRuns) {

    public Job {
        failedRuns = List.copyOf(failedRuns);
    }

    /** The run that this snapshot belongs to, or the last one when it is not running. */
    public RunId run() {
        return new RunId(id, fence);
    }

    /** Whether this run comes right after one that was taken back, and so may do again what that one had done. */
    public boolean repeatsRecovered() {
        if (failedRuns.isEmpty()) {
            return false;
        }
        FailedRun last = failedRuns.get(failedRuns.size() - 1);
        return last.end() == FailedRun.End.BY_RECOVERY && last.fence().next().equals(fence);
    }

    /** When it completed; empty in any other state. */
    public Optional<Instant> completedAt() {
        return state == JobState.COMPLETED ? finishedAt : Optional.empty();
    }

    /** When it was canceled; empty in any other state. */
    public Optional<Instant> canceledAt() {
        return state == JobState.CANCELED ? finishedAt : Optional.empty();
    }

    /**
     * Its runs, oldest first: those that failed, as far as they are kept, and the one that is under way or that
     * completed. Runs that were snoozed or given back left nothing to tell.
     */
    public List<RunRecord> runs() {
        return RunRecord.of(this);
    }

    /** A builder that starts from this job. */
    public JobBuilder with() {
        return new JobBuilder(this);
    }
}
