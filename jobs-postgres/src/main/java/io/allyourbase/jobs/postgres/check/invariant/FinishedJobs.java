package io.allyourbase.jobs.postgres.check.invariant;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Each row of {@code _ayb_jobs_history} by itself; a job is told with the first rule that it breaks. */
final class FinishedJobs implements Invariant {
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "unfinished-in-history",
                    "queued or running, but in the history",
                    "Nobody runs them: they are lost work.",
                    "Something else than this program wrote them. Set state to failed, and retry them."),
            new Rule(
                    "unknown-state-in-history",
                    "in the history, in a state that does not exist",
                    "No list shows them by state.",
                    "Something else than this program wrote them: set state to completed, failed or canceled."),
            new Rule(
                    "attempts-out-of-bounds-in-history",
                    "in the history, with attempts, a limit or a fence that can't be",
                    "They ran too often, or ended without having run.",
                    "If nothing else than this program writes these tables, report it as a bug."),
            new Rule(
                    "value-out-of-bounds-in-history",
                    "in the history, with a value that this program never writes",
                    "Lists may fail to read them.",
                    "Look at priority (1 to 9), type and queue (1 to 100 characters), idempotency_key (up to 255), "
                            + "run_at, fire_time and failed_runs."));

    // The history is read whole, or its last days: that is the point.
    static final Sql FIND = Sql.of("""
            WITH wrong AS (
                SELECT id, CASE
                    WHEN state IN ('queued', 'running') THEN 'unfinished-in-history'
                    WHEN state NOT IN ('completed', 'failed', 'canceled') THEN 'unknown-state-in-history'
                    WHEN max_attempts NOT BETWEEN 1 AND 1000 OR fence < attempts
                      OR attempts NOT BETWEEN CASE state WHEN 'canceled' THEN 0 ELSE 1 END AND max_attempts
                        THEN 'attempts-out-of-bounds-in-history'
                    WHEN priority NOT BETWEEN 1 AND 9 OR length(type) NOT BETWEEN 1 AND 100
                      OR length(queue) NOT BETWEEN 1 AND 100 OR length(idempotency_key) NOT BETWEEN 1 AND 255
                      OR NOT isfinite(run_at) OR NOT isfinite(created_at)
                      OR (fire_time IS NOT NULL AND schedule_id IS NULL)
                      OR CASE jsonb_typeof(failed_runs) WHEN 'array' THEN jsonb_array_length(failed_runs) > 100
                         ELSE true END
                        THEN 'value-out-of-bounds-in-history'
                    END AS rule
                FROM ${schema}._ayb_jobs_history
                WHERE finished_at >= coalesce(?::timestamptz, '-infinity')
            )
            """ + BrokenRules.SUMMED_UP);

    @Override
    public List<Finding> broken(Transaction transaction, Scope scope, LocalDate today) throws SQLException {
        return BrokenRules.find(transaction, FIND, List.of(scope.since(today)), RULES);
    }
}
