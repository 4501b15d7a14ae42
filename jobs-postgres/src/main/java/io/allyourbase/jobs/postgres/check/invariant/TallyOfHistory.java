package io.allyourbase.jobs.postgres.check.invariant;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The tally says how many jobs ended on each day in each state, as the history has them. */
final class TallyOfHistory implements Invariant {
    // The tally and the history are read whole, or their last days.
    static final Sql DIFFERENCES = Sql.of("""
            WITH told AS (
                SELECT day, state, sum(n)::bigint AS n FROM ${schema}._ayb_jobs_tally
                WHERE state IN ('completed', 'failed', 'canceled')
                  AND day >= coalesce((?::timestamptz AT TIME ZONE 'UTC')::date, '-infinity')
                GROUP BY day, state
            ), kept AS (
                SELECT (finished_at AT TIME ZONE 'UTC')::date AS day, state, count(*) AS n
                FROM ${schema}._ayb_jobs_history
                WHERE state IN ('completed', 'failed', 'canceled')
                  AND finished_at >= coalesce(?::timestamptz, '-infinity')
                GROUP BY 1, 2
            )
            SELECT format('%s %s: tally %s, history %s', day, state, coalesce(told.n, 0), coalesce(kept.n, 0)) AS line
            FROM told FULL JOIN kept USING (day, state)
            WHERE coalesce(told.n, 0) <> coalesce(kept.n, 0)
            ORDER BY day DESC, state
            """);

    @Override
    public List<Finding> broken(Transaction transaction, Scope scope, LocalDate today) throws SQLException {
        Optional<Instant> since = scope.since(today);
        List<String> lines = transaction.query(DIFFERENCES, List.of(since, since), row -> row.text("line"));
        if (lines.isEmpty()) {
            return List.of();
        }
        List<String> newest = lines.subList(0, Math.min(lines.size(), Finding.MOST_EXAMPLES));
        return List.of(Finding.of(Severity.PROBLEM, "tally-disagrees", "the tally disagrees with the history")
                .advice(
                        "Counts of ended jobs are wrong. It is so after rows of the history were deleted by hand.",
                        "In one transaction delete these days' rows of _ayb_jobs_tally, and insert the counts anew.")
                .at(lines.size(), newest));
    }
}
