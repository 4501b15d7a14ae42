package io.allyourbase.jobs.postgres.check.invariant;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.retention.LeavingDay;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Each idempotency key names the job that has it, and each job that is kept has its key to itself. */
final class IdempotencyKeys implements Invariant {
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "key-not-its-own",
                    "with an idempotency key that names no job, or another one",
                    "A second job can be enqueued with the same key.",
                    "Insert what is missing into _ayb_jobs_keys; where a key names another job, one of the two is a duplicate."));

    // Both tables of jobs are read whole, or the history's last days; the primary key of _ayb_jobs_keys.
    static final Sql JOBS = Sql.of("""
            WITH keyed AS (
                SELECT id, type, idempotency_key FROM ${schema}._ayb_jobs WHERE idempotency_key IS NOT NULL
                UNION ALL
                SELECT id, type, idempotency_key FROM ${schema}._ayb_jobs_history
                WHERE idempotency_key IS NOT NULL AND finished_at >= ?::timestamptz
            ), wrong AS (
                SELECT 'key-not-its-own' AS rule, keyed.id FROM keyed
                LEFT JOIN ${schema}._ayb_jobs_keys AS key USING (type, idempotency_key)
                WHERE key.job_id IS DISTINCT FROM keyed.id
            )
            """ + BrokenRules.SUMMED_UP);

    // All three tables are read whole.
    static final Sql KEYS = Sql.of("""
            SELECT count(*) AS n, string_agg(job_id::text, ' ') FILTER (WHERE nth <= 5) AS examples
            FROM (
                SELECT job_id, row_number() OVER (ORDER BY job_id) AS nth FROM ${schema}._ayb_jobs_keys AS key
                WHERE NOT EXISTS (SELECT 1 FROM ${schema}._ayb_jobs AS job WHERE job.id = key.job_id
                                  AND job.type = key.type AND job.idempotency_key = key.idempotency_key)
                  AND NOT EXISTS (SELECT 1 FROM ${schema}._ayb_jobs_history AS job WHERE job.id = key.job_id
                                  AND job.type = key.type AND job.idempotency_key = key.idempotency_key)
            ) AS lone
            """);

    @Override
    public List<Finding> broken(Transaction transaction, Scope scope, LocalDate today) throws SQLException {
        List<Finding> jobs = BrokenRules.find(transaction, JOBS, List.of(since(transaction, scope, today)), RULES);
        // A key does not tell how old its job is, nor whether that goes with a day just now.
        boolean isWhole = scope.days().isEmpty() && !LeavingDay.isThere(transaction);
        return isWhole ? Invariant.both(jobs, loneKeys(transaction)) : jobs;
    }

    /**
     * A worker of an older release takes the keys of the oldest day before it drops that day, which is never today or
     * yesterday.
     */
    private static Instant since(Transaction transaction, Scope scope, LocalDate today) throws SQLException {
        LocalDate oldest = HistoryPartition.all(transaction).stream()
                .map(HistoryPartition::day)
                .flatMap(Optional::stream)
                .min(LocalDate::compareTo)
                .orElse(today);
        LocalDate first = oldest.isBefore(today.minusDays(1)) ? oldest.plusDays(1) : oldest;
        Instant kept = first.atStartOfDay().toInstant(ZoneOffset.UTC);
        Optional<Instant> asked = scope.since(today);
        return asked.filter(kept::isBefore).orElse(kept);
    }

    private static List<Finding> loneKeys(Transaction transaction) throws SQLException {
        return transaction.query(KEYS, List.of(), IdempotencyKeys::loneKeys).stream()
                .filter(finding -> finding.count() > 0)
                .toList();
    }

    private static Finding loneKeys(Row row) throws SQLException {
        long count = row.number("n");
        String keys = count == 1 ? "1 idempotency key names a job" : count + " idempotency keys name jobs";
        return Finding.of(Severity.PROBLEM, "key-without-job", keys + " that is nowhere, or has another key")
                .advice(
                        "Jobs with these keys can't be enqueued: they are taken for duplicates of nothing.",
                        "Delete these rows of _ayb_jobs_keys; the examples are their job_id.")
                .at(
                        count,
                        row.maybeText("examples")
                                .map(ids -> List.of(ids.split(" ")))
                                .orElse(List.of()));
    }
}
