package io.allyourbase.jobs.postgres.outcome;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.handler.RunLost;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.port.Outcomes.RunOutcome;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Completes a run in a transaction of its handler's own, with whatever else that does. */
public final class OwnTransaction {
    private OwnTransaction() {}

    /**
     * Completes the run once the transaction that the connection is in commits, and not at all when it rolls back.
     *
     * @throws RunLost when the run no longer owns its job, or has completed it before
     * @throws InvalidInput when the connection is in autocommit mode, or to a place where there is no such job
     */
    public static void complete(Connection connection, SchemaName schema, RunId run, String report) {
        RunOutcome completed = new RunOutcome(run.job(), new Event.Complete(run.fence(), report));
        Database.within(connection, schema, transaction -> {
            if (PostgresOutcomes.endAlike(transaction, List.of(Ending.of(completed)))
                    .isEmpty()) {
                throw refusal(transaction, run);
            }
            return true;
        });
    }

    // The primary key of _ayb_jobs and _ayb_jobs_history_id.
    static final Sql EXISTS = Sql.of("""
            SELECT 1 FROM ${schema}._ayb_jobs WHERE id = ? UNION ALL SELECT 1 FROM ${schema}._ayb_jobs_history WHERE id = ?
            """, "_ayb_jobs_history_id");

    private static RuntimeException refusal(Transaction transaction, RunId run) throws SQLException {
        List<Object> ids = List.of(run.job().value(), run.job().value());
        boolean isHere = transaction.first(EXISTS, ids, row -> true).isPresent();
        return isHere
                ? new RunLost(run)
                : new InvalidInput(
                        "connection",
                        "is to a database that has no job " + run.job() + " in schema \"" + transaction.schema()
                                + "\"; it must be to the one that the job was claimed from");
    }
}
