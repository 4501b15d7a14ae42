package io.allyourbase.jobs.postgres.migrate.lock;

import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * How long a migration may stand in the way of those that claim and finish jobs: they queue behind a lock that it waits
 * for, as behind one that it holds.
 */
public final class Moment {
    /** How long a transaction waits for its locks, all in all. It is given up when it is twice as old. */
    public static final Duration LENGTH = Duration.ofMillis(500);

    private static final Sql LIMIT = Sql.of("""
            SELECT set_config('lock_timeout', greatest(1, ? - spent)::text, true),
                   set_config('statement_timeout', greatest(1, 2 * ? - spent)::text, true)
            FROM (SELECT (extract(epoch FROM clock_timestamp() - now()) * 1000)::int AS spent) AS clock
            """);

    private Moment() {}

    /** Runs the statements, with unqualified names in the schema; ends in time or is refused by the database. */
    public static void run(Transaction transaction, List<String> statements) throws SQLException {
        int millis = (int) LENGTH.toMillis();
        for (String statement : statements) {
            transaction.query(LIMIT, List.of(millis, millis), row -> true);
            transaction.script(statement);
        }
    }
}
