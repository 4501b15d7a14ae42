package io.allyourbase.jobs.postgres.cursor;

import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.sql.SQLException;

/**
 * What one look, or a session so far, read of the index that gives due jobs.
 *
 * @param entries of jobs, but for those already known as dead
 * @param pages with all that is on them: after a drain they are many, until a vacuum, with dead entries only
 */
public record Walk(long entries, long pages) {
    private static final long FEW_ENTRIES = 1_000;
    private static final long FEW_PAGES = 100;
    private static final int PAGES_TO_FIND_ONE = 4;

    // Counters of this session; no table is read.
    public static final Sql SO_FAR = Sql.of("""
            SELECT coalesce(pg_stat_get_xact_tuples_returned(due), 0) AS entries,
                   coalesce(pg_stat_get_xact_blocks_fetched(due), 0) AS pages
            FROM to_regclass('${schema}._ayb_jobs_due') AS due
            """);

    public static Walk read(Row row) throws SQLException {
        return new Walk(row.number("entries"), row.number("pages"));
    }

    public Walk since(Walk before) {
        return new Walk(entries - before.entries, pages - before.pages);
    }

    /** But for the pages that it takes to find where each of so many lines begins. */
    public Walk beyond(int starts) {
        return new Walk(entries, Math.max(0, pages - (long) PAGES_TO_FIND_ONE * starts));
    }

    /** Whether so much was stepped over, to find that many jobs, that it is not to be done with every look. */
    boolean isDear(int found) {
        return entries > FEW_ENTRIES + 2L * found;
    }

    /** Whether it took so long that a job that has just come had better be looked for where the last one was. */
    boolean isLong(int found) {
        return pages > FEW_PAGES + found;
    }
}
