package io.allyourbase.jobs.postgres.migrate.lock;

import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.List;

/**
 * Which process may migrate a schema: one at a time, until its transaction ends. That holds behind a pooler too, which
 * gives a session's next transaction to anyone. Nobody waits for it inside a transaction: an index that is built
 * concurrently would wait for the waiter.
 */
public final class Turn {
    private static final Sql TAKE =
            Sql.of("SELECT pg_try_advisory_xact_lock(hashtext('ayb jobs'), hashtext(?)) AS taken");

    private Turn() {}

    /** Takes it, unless another has it. */
    public static boolean take(Transaction transaction) throws SQLException {
        return transaction
                .first(TAKE, List.of(transaction.schema().value()), row -> row.flag("taken"))
                .orElseThrow();
    }

    /**
     * Keeps it while other connections work. To be called last: what a query answered keeps its snapshot, for the end of
     * which an index would wait, until the next statement of the transaction.
     */
    public static void keep(Transaction transaction) throws SQLException {
        transaction.script("SET LOCAL idle_in_transaction_session_timeout = 0");
    }
}
