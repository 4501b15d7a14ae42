package io.allyourbase.jobs.http.job;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.Lease;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.name.WorkerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A job on the wire. */
public record JobView(
        UUID id,
        String type,
        @JsonRawValue String payload,
        String state,
        Instant runAt,
        int attempts,
        int maxAttempts,
        Instant createdAt,
        Instant updatedAt,
        String queue,
        int priority,
        long fence,
        Optional<Instant> leaseUntil,
        Optional<String> workerId,
        Optional<String> lastError,
        Optional<Instant> lastRunAt,
        Optional<String> idempotencyKey,
        Optional<UUID> scheduleId,
        Optional<Instant> fireTime,
        Optional<Instant> completedAt,
        Optional<Instant> canceledAt,
        Optional<Instant> finishedAt,
        Optional<String> report,
        Optional<Instant> cancelAskedAt,
        Optional<List<RunView>> runs) {

    /** Without its runs. */
    public static JobView of(Job job) {
        return of(job, Optional.empty());
    }

    static JobView withRuns(Job job) {
        return of(job, Optional.of(job.runs().stream().map(RunView::of).toList()));
    }

    private static JobView of(Job job, Optional<List<RunView>> runs) {
        return new JobView(
                job.id().value(),
                job.type().value(),
                job.payload().json(),
                job.state().word(),
                job.runAt(),
                job.attempts().used(),
                job.attempts().max(),
                job.createdAt(),
                job.updatedAt(),
                job.queue().value(),
                job.priority(),
                job.fence().value(),
                job.lease().map(Lease::until),
                job.lease().map(Lease::worker).map(WorkerId::value),
                job.lastError(),
                job.lastRunAt(),
                job.idempotencyKey(),
                job.scheduleId().map(ScheduleId::value),
                job.fireTime(),
                job.completedAt(),
                job.canceledAt(),
                job.finishedAt(),
                job.report(),
                job.cancelAskedAt(),
                runs);
    }
}
