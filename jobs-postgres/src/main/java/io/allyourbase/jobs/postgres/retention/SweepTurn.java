package io.allyourbase.jobs.postgres.retention;

import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.List;

/** Which process may let a day go: one at a time, until its transaction ends. Nobody waits for it. */
final class SweepTurn {
    private static final Sql TAKE =
            Sql.of("SELECT pg_try_advisory_xact_lock(hashtext('ayb jobs retention'), hashtext(?)) AS taken");

    private SweepTurn() {}

    /** Takes it, unless another has it. */
    static boolean take(Transaction transaction) throws SQLException {
        return transaction
                .first(TAKE, List.of(transaction.schema().value()), row -> row.flag("taken"))
                .orElseThrow();
    }
}
