package io.allyourbase.jobs.postgres.check.invariant;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** All of them, looked at as of one moment. */
public final class Invariants {
    private static final List<Invariant> ALL = List.of(
            new UnfinishedJobs(),
            new FinishedJobs(),
            new OnePlace(),
            new IdempotencyKeys(),
            new TallyOfHistory(),
            new Days(),
            new ValidIndexes());

    private Invariants() {}

    // Before anything is read: what retention drops while rows are read would look lost, for its keys are still seen.
    private static final Sql KEEP = Sql.of("LOCK TABLE ${schema}._ayb_jobs_history IN ACCESS SHARE MODE");

    private static final Sql TIMEOUT = Sql.of("SELECT set_config('statement_timeout', ? || 'ms', true)");

    /** Those that are broken. The transaction must be new, read only, and see one snapshot. */
    public static List<Finding> broken(Transaction transaction, Scope scope) throws SQLException {
        transaction.update(KEEP, List.of());
        transaction.query(TIMEOUT, List.of(Long.toString(scope.timeout().toMillis())), row -> true);
        LocalDate today = Partitions.today(transaction);
        List<Finding> findings = new ArrayList<>();
        for (Invariant each : ALL) {
            findings.addAll(each.broken(transaction, scope, today));
        }
        return findings;
    }
}
