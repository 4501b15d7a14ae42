package io.allyourbase.jobs.job;

import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Job}, for stores. An optional part that is passed null is absent. Not safe for use by many threads. */
public final class JobBuilder {
    private JobId id;
    private JobType type;
    private QueueName queue;
    private int priority;
    private Payload payload;
    private JobState state;
    private Instant runAt;
    private Attempts attempts;
    private Fence fence;
    private Instant createdAt;
    private Instant updatedAt;
    private @Nullable Lease lease;
    private @Nullable String lastError;
    private @Nullable Instant lastRunAt;
    private @Nullable WorkerId lastWorker;
    private @Nullable String idempotencyKey;
    private @Nullable ScheduleId scheduleId;
    private @Nullable Instant fireTime;
    private @Nullable Instant finishedAt;
    private @Nullable String report;
    private @Nullable Instant cancelAskedAt;
    private List<FailedRun> failedRuns = List.of();

    /** A job as it is when it was just enqueued: what NewJob says, queued at {@code now}. */
    public JobBuilder(JobId id, NewJob newJob, Instant now) {
        this.id = id;
        this.type = newJob.type();
        this.queue = newJob.queue();
        this.priority = newJob.priority();
        this.payload = newJob.payload();
        this.state = JobState.QUEUED;
        this.runAt = newJob.due().from(now);
        this.attempts = Attempts.outOf(newJob.maxAttempts());
        this.fence = Fence.NONE;
        this.createdAt = now;
        this.updatedAt = now;
        this.idempotencyKey = newJob.idempotencyKey().orElse(null);
    }

    JobBuilder(Job job) {
        this.id = job.id();
        this.type = job.type();
        this.queue = job.queue();
        this.priority = job.priority();
        this.payload = job.payload();
        this.state = job.state();
        this.runAt = job.runAt();
        this.attempts = job.attempts();
        this.fence = job.fence();
        this.createdAt = job.createdAt();
        this.updatedAt = job.updatedAt();
        this.lease = job.lease().orElse(null);
        this.lastError = job.lastError().orElse(null);
        this.lastRunAt = job.lastRunAt().orElse(null);
        this.lastWorker = job.lastWorker().orElse(null);
        this.idempotencyKey = job.idempotencyKey().orElse(null);
        this.scheduleId = job.scheduleId().orElse(null);
        this.fireTime = job.fireTime().orElse(null);
        this.finishedAt = job.finishedAt().orElse(null);
        this.report = job.report().orElse(null);
        this.cancelAskedAt = job.cancelAskedAt().orElse(null);
        this.failedRuns = job.failedRuns();
    }

    public JobBuilder state(JobState state) {
        this.state = state;
        return this;
    }

    public JobBuilder runAt(Instant runAt) {
        this.runAt = runAt;
        return this;
    }

    public JobBuilder attempts(Attempts attempts) {
        this.attempts = attempts;
        return this;
    }

    public JobBuilder fence(Fence fence) {
        this.fence = fence;
        return this;
    }

    public JobBuilder createdAt(Instant createdAt) {
        this.createdAt = createdAt;
        return this;
    }

    public JobBuilder updatedAt(Instant updatedAt) {
        this.updatedAt = updatedAt;
        return this;
    }

    public JobBuilder lease(@Nullable Lease lease) {
        this.lease = lease;
        return this;
    }

    public JobBuilder lastError(@Nullable String lastError) {
        this.lastError = lastError;
        return this;
    }

    public JobBuilder lastRunAt(@Nullable Instant lastRunAt) {
        this.lastRunAt = lastRunAt;
        return this;
    }

    public JobBuilder lastWorker(@Nullable WorkerId lastWorker) {
        this.lastWorker = lastWorker;
        return this;
    }

    public JobBuilder idempotencyKey(@Nullable String idempotencyKey) {
        this.idempotencyKey = idempotencyKey;
        return this;
    }

    public JobBuilder scheduleId(@Nullable ScheduleId scheduleId) {
        this.scheduleId = scheduleId;
        return this;
    }

    public JobBuilder fireTime(@Nullable Instant fireTime) {
        this.fireTime = fireTime;
        return this;
    }

    public JobBuilder finishedAt(@Nullable Instant finishedAt) {
        this.finishedAt = finishedAt;
        return this;
    }

    public JobBuilder report(@Nullable String report) {
        this.report = report;
        return this;
    }

    public JobBuilder cancelAskedAt(@Nullable Instant cancelAskedAt) {
        this.cancelAskedAt = cancelAskedAt;
        return this;
    }

    public JobBuilder failedRuns(List<FailedRun> failedRuns) {
        this.failedRuns = failedRuns;
        return this;
    }

    /** Adds a failed run, and drops the oldest beyond {@link FailedRun#KEPT}. */
    public JobBuilder failedRun(FailedRun run) {
        List<FailedRun> runs = new ArrayList<>(failedRuns);
        runs.add(run);
        return failedRuns(runs.subList(Math.max(0, runs.size() - FailedRun.KEPT), runs.size()));
    }

    /** The job. */
    public Job build() {
        return new Job(
                id,
                type,
                queue,
                priority,
                payload,
                state,
                runAt,
                attempts,
                fence,
                createdAt,
                updatedAt,
                Optional.ofNullable(lease),
                Optional.ofNullable(lastError),
                Optional.ofNullable(lastRunAt),
                Optional.ofNullable(lastWorker),
                Optional.ofNullable(idempotencyKey),
                Optional.ofNullable(scheduleId),
                Optional.ofNullable(fireTime),
                Optional.ofNullable(finishedAt),
                Optional.ofNullable(report),
                Optional.ofNullable(cancelAskedAt),
                failedRuns);
    }
}
