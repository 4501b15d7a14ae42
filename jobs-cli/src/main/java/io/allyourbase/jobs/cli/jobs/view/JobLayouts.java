package io.allyourbase.jobs.cli.jobs.view;

import io.allyourbase.jobs.cli.output.form.Column;
import io.allyourbase.jobs.cli.output.form.Layout;
import io.allyourbase.jobs.cli.output.text.Look;
import java.util.List;

/** How jobs, and what belongs to them, are shown. */
public final class JobLayouts {
    private static final List<String> FIELDS = List.of(
            "id",
            "type",
            "state",
            "queue",
            "priority",
            "attempts",
            "maxAttempts",
            "runAt",
            "createdAt",
            "updatedAt",
            "finishedAt",
            "workerId",
            "lastError",
            "idempotencyKey",
            "scheduleId",
            "payload");

    static final Layout LIST = new Layout(
            List.of(
                    Column.of("ID", "id"),
                    Column.of("TYPE", "type"),
                    new Column("STATE", "state", Look.STATE),
                    new Column("ATTEMPTS", "attempts", Look.ATTEMPTS),
                    new Column("CREATED", "createdAt", Look.AGE)),
            FIELDS,
            "No jobs found.");

    /** One job, with everything that is known of it. */
    public static final Layout JOB = new Layout(
            List.of(
                    Column.of("id", "id"),
                    Column.of("type", "type"),
                    new Column("state", "state", Look.STATE),
                    new Column("attempts", "attempts", Look.ATTEMPTS),
                    Column.of("queue", "queue"),
                    Column.of("priority", "priority"),
                    new Column("due", "runAt", Look.AGE),
                    new Column("created", "createdAt", Look.AGE),
                    new Column("last run", "lastRunAt", Look.AGE),
                    new Column("lease until", "leaseUntil", Look.AGE),
                    new Column("completed", "completedAt", Look.AGE),
                    new Column("canceled", "canceledAt", Look.AGE),
                    new Column("finished", "finishedAt", Look.AGE),
                    new Column("updated", "updatedAt", Look.AGE),
                    Column.of("worker", "workerId"),
                    Column.of("fence", "fence"),
                    Column.of("schedule", "scheduleId"),
                    new Column("fire time", "fireTime", Look.AGE),
                    Column.of("idempotency key", "idempotencyKey"),
                    Column.of("report", "report"),
                    new Column("asked to end", "cancelAskedAt", Look.AGE),
                    Column.of("last error", "lastError"),
                    Column.of("payload", "payload")),
            FIELDS,
            "");

    static final Layout RUNS = new Layout(
            List.of(
                    Column.of("RUN", "fence"),
                    Column.of("ATTEMPT", "attempt"),
                    new Column("OUTCOME", "outcome", Look.STATE),
                    new Column("STARTED", "startedAt", Look.AGE),
                    new Column("ENDED", "endedAt", Look.AGE),
                    Column.of("WORKER", "workerId"),
                    new Column("ERROR", "error", Look.HEADLINE)),
            List.of(),
            "No runs.");

    static final Layout STATS = new Layout(
            List.of(
                    Column.of("queued", "queued"),
                    Column.of("running", "running"),
                    Column.of("completed", "completed"),
                    Column.of("failed", "failed"),
                    Column.of("canceled", "canceled"),
                    new Column("oldest waits", "oldestQueuedAgeSec", Look.SECONDS),
                    Column.of("leases lost", "leasesLost"),
                    Column.of("runs recovered", "runsRecovered"),
                    Column.of("stale writes refused", "staleWritesRefused"),
                    Column.of("duplicate executions", "duplicateExecutions")),
            List.of(
                    "queued",
                    "running",
                    "completed",
                    "failed",
                    "canceled",
                    "oldestQueuedAgeSec",
                    "leasesLost",
                    "runsRecovered",
                    "staleWritesRefused",
                    "duplicateExecutions"),
            "");

    static final Layout EXPLANATION = new Layout(
            List.of(),
            List.of(
                    "jobId",
                    "state",
                    "reason",
                    "sentence",
                    "dueInSec",
                    "ahead",
                    "liveWorkers",
                    "leaseEndsInSec",
                    "workerId",
                    "attemptsLeft",
                    "lastError"),
            "");

    public static final Layout CHANGE = new Layout(List.of(), List.of("matched", "changed", "remaining", "dryRun"), "");

    private JobLayouts() {}
}
