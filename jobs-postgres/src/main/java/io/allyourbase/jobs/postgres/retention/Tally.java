package io.allyourbase.jobs.postgres.retention;

import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** How many jobs ended on which day: a table that whoever ends jobs adds to, and that is read whole. */
final class Tally {
    /** What is added up at once, well within the time that a statement has. */
    static final int BATCH = 100_000;

    private Tally() {}

    // The tally is read whole: compacting is what keeps it small.
    static final Sql COMPACT = Sql.of("""
            WITH rows AS MATERIALIZED (
                SELECT ctid AS at FROM ${schema}._ayb_jobs_tally
                FOR UPDATE SKIP LOCKED
                LIMIT
            """ + BATCH + """
            ), taken AS (
                DELETE FROM ${schema}._ayb_jobs_tally WHERE ctid = ANY(ARRAY(SELECT at FROM rows)) RETURNING *
            ), added AS (
                INSERT INTO ${schema}._ayb_jobs_tally (day, state, n)
                SELECT day, state, sum(n) FROM taken GROUP BY day, state
            )
            SELECT count(*) AS n FROM taken
            """);

    /** Adds up what was counted, batch by batch: where that could not be done for weeks, there is much of it. */
    static void compact(Database database) {
        long taken;
        do {
            taken = database.transaction(Mode.UPKEEP, Tally::compactBatch);
        } while (taken == BATCH);
    }

    private static long compactBatch(Transaction tx) throws SQLException {
        return tx.first(COMPACT, List.of(), row -> row.number("n")).orElseThrow();
    }

    // The tally is small.
    static final Sql DROP = Sql.of("DELETE FROM ${schema}._ayb_jobs_tally WHERE day = ?::date");

    /** Drops what is told of a day. */
    static void drop(Transaction tx, LocalDate day) throws SQLException {
        tx.update(DROP, List.of(day.toString()));
    }

    // The tally is small.
    static final Sql DROP_STRAY = Sql.of("""
            DELETE FROM ${schema}._ayb_jobs_tally WHERE day < ?::date AND day <> ALL(?::date[])
            """);

    /**
     * Drops what is told of days that are gone. The drop of a day can't see what others have not committed by then: a sum
     * of its counts, or a retry's.
     */
    static int dropStray(Transaction tx, LocalDate firstKept) throws SQLException {
        Column existing = Column.texts(Partitions.existing(tx), LocalDate::toString);
        return tx.update(DROP_STRAY, List.of(firstKept.toString(), existing));
    }
}
