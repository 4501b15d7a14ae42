package io.allyourbase.jobs.postgres.row;

import io.allyourbase.jobs.job.Attempts;
import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobBuilder;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.Lease;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.postgres.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A job as its row has it. */
public final class JobRow {
    /** What both tables have. */
    public static final String COMMON =
            "id, type, queue, priority, payload, state, run_at, attempts, max_attempts, fence, created_at, updated_at, "
                    + "last_error, last_run_at, idempotency_key, schedule_id, fire_time, failed_runs, worker_id";

    /** The columns to read from {@code _ayb_jobs}. */
    public static final String OF_JOBS =
            COMMON + ", lease_until, NULL::timestamptz AS finished_at, NULL::text AS report, cancel_asked_at";

    /** The columns to read from {@code _ayb_jobs_history}. */
    public static final String OF_HISTORY =
            COMMON + ", NULL::timestamptz AS lease_until, finished_at, report, cancel_asked_at";

    private JobRow() {}

    /** Reads a row that has the columns above. */
    public static Job read(Row row) throws SQLException {
        NewJob newJob = NewJob.builder(new JobType(row.text("type")))
                .payload(Payload.of(row.text("payload")))
                .queue(new QueueName(row.text("queue")))
                .priority(row.integer("priority"))
                .maxAttempts(row.integer("max_attempts"))
                .build();
        Optional<Instant> leaseUntil = row.maybeInstant("lease_until");
        Optional<WorkerId> worker = row.maybeText("worker_id").map(WorkerId::new);
        Optional<Lease> lease = leaseUntil.map(until -> new Lease(worker.orElseThrow(), until));
        return new JobBuilder(new JobId(row.uuid("id")), newJob, row.instant("created_at"))
                .state(JobState.parse(row.text("state")).orElseThrow())
                .runAt(row.instant("run_at"))
                .attempts(new Attempts(row.integer("attempts"), row.integer("max_attempts")))
                .fence(new Fence(row.number("fence")))
                .updatedAt(row.instant("updated_at"))
                .lease(lease.orElse(null))
                .lastError(row.maybeText("last_error").orElse(null))
                .lastRunAt(row.maybeInstant("last_run_at").orElse(null))
                .lastWorker(worker.orElse(null))
                .idempotencyKey(row.maybeText("idempotency_key").orElse(null))
                .scheduleId(row.maybeUuid("schedule_id").map(ScheduleId::new).orElse(null))
                .fireTime(row.maybeInstant("fire_time").orElse(null))
                .finishedAt(row.maybeInstant("finished_at").orElse(null))
                .report(row.maybeText("report").orElse(null))
                .cancelAskedAt(row.maybeInstant("cancel_asked_at").orElse(null))
                .failedRuns(FailedRunsJson.read(row.text("failed_runs")))
                .build();
    }
}
