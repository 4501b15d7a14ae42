package io.allyourbase.jobs.postgres.check.invariant;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Each row of {@code _ayb_jobs} by itself; a job is told with the first rule that it breaks. */
final class UnfinishedJobs implements Invariant {
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "ended-among-unfinished",
                    "ended, but not in the history",
                    "Nobody runs them, and they are not counted; retention never drops them.",
                    "Something else than this program wrote them. Move them to _ayb_jobs_history, or delete them."),
            new Rule(
                    "unknown-state",
                    "in a state that does not exist",
                    "Nobody runs them.",
                    "Something else than this program wrote them: set state to queued, or delete them."),
            new Rule(
                    "running-without-owner",
                    "running without a lease, a worker or a start",
                    "Nobody can tell when they are lost, so nobody takes them back.",
                    "Set lease_until to now() and worker_id to any text: a worker takes them back."),
            new Rule(
                    "queued-with-lease",
                    "queued, with a lease",
                    "Something else than this program wrote them.",
                    "Set lease_until to null."),
            new Rule(
                    "lease-expired",
                    "running past the end of the lease",
                    "Their workers are gone, and nobody takes the jobs back: no worker is live, or recovery fails.",
                    "Start a worker; any does, whatever types it handles. If one runs, look at its log."),
            new Rule(
                    "lease-too-long",
                    "leased for longer than any lease lasts (a day)",
                    "When their workers die, nobody takes them back until then.",
                    "Set lease_until to now() if their workers are gone. Did the server's clock jump?"),
            new Rule(
                    "attempts-out-of-bounds",
                    "with attempts, a limit or a fence that can't be",
                    "They may run too often, or never fail.",
                    "Something else than this program wrote them: set attempts from 0 to max_attempts - 1 when queued."),
            new Rule(
                    "value-out-of-bounds",
                    "with a value that this program never writes",
                    "Lists and workers may fail to read them.",
                    "Look at priority (1 to 9), type and queue (1 to 100 characters), idempotency_key (up to 255), "
                            + "run_at, fire_time and failed_runs."));

    // The table is read whole, once: it holds what has not ended yet.
    static final Sql FIND = Sql.of("""
            WITH wrong AS (
                SELECT id, CASE
                    WHEN state IN ('completed', 'failed', 'canceled') THEN 'ended-among-unfinished'
                    WHEN state NOT IN ('queued', 'running') THEN 'unknown-state'
                    WHEN state = 'running' AND (lease_until IS NULL OR worker_id IS NULL OR last_run_at IS NULL)
                        THEN 'running-without-owner'
                    WHEN state = 'queued' AND lease_until IS NOT NULL THEN 'queued-with-lease'
                    WHEN lease_until < now() - ? * interval '1 microsecond' THEN 'lease-expired'
                    WHEN lease_until > now() + interval '25 hours' THEN 'lease-too-long'
                    WHEN max_attempts NOT BETWEEN 1 AND 1000 OR fence < attempts
                      OR attempts NOT BETWEEN CASE state WHEN 'running' THEN 1 ELSE 0 END
                                      AND CASE state WHEN 'running' THEN max_attempts ELSE max_attempts - 1 END
                        THEN 'attempts-out-of-bounds'
                    WHEN priority NOT BETWEEN 1 AND 9 OR length(type) NOT BETWEEN 1 AND 100
                      OR length(queue) NOT BETWEEN 1 AND 100 OR length(idempotency_key) NOT BETWEEN 1 AND 255
                      OR NOT isfinite(run_at) OR NOT isfinite(created_at)
                      OR (fire_time IS NOT NULL AND schedule_id IS NULL)
                      OR CASE jsonb_typeof(failed_runs) WHEN 'array' THEN jsonb_array_length(failed_runs) > 100
                         ELSE true END
                        THEN 'value-out-of-bounds'
                    END AS rule
                FROM ${schema}._ayb_jobs
            )
            """ + BrokenRules.SUMMED_UP);

    @Override
    public List<Finding> broken(Transaction transaction, Scope scope, LocalDate today) throws SQLException {
        return BrokenRules.find(transaction, FIND, List.of(scope.recoveryBound()), RULES);
    }
}
