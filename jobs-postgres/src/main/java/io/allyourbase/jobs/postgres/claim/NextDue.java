package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * When the next job is due.
 *
 * @param in how long until then; empty when there is none
 * @param walk what was read of the index to find out
 */
record NextDue(Optional<Duration> in, Walk walk) {
    // _ayb_jobs_due gives the first of each queue and priority; the least of them is the next. The search takes along
    // what was read before it, so that it can't be made first.
    private static final String SEARCH = "SELECT next.micros, " + Walk.ENTRIES + " - next.entries AS entries, "
            + Walk.PAGES + " - next.pages AS pages FROM (SELECT " + Walk.ENTRIES + " AS entries, " + Walk.PAGES
            + " AS pages) AS before CROSS JOIN LATERAL (" + """
                SELECT min(greatest(0, extract(epoch FROM job.run_at - now()) * 1000000))::bigint AS micros,
                       before.entries, before.pages FROM
                """ + Stop.ROWS + """
                CROSS JOIN LATERAL (
                    SELECT run_at FROM ${schema}._ayb_jobs
                    WHERE state = 'queued' AND queue = stop.queue AND priority = stop.priority
                      AND (run_at, id) > (stop.run_at, stop.id)
                      AND type
                """;

    private static final String FIRST_OF_EACH = """
                    ORDER BY run_at, id
                    LIMIT 1
                ) AS job
            ) AS next
            """;

    static final Sql OF_TYPES = Sql.of(SEARCH + "= ANY(?) " + FIRST_OF_EACH, "_ayb_jobs_due");
    static final Sql OF_OTHERS = Sql.of(SEARCH + "<> ALL(?) " + FIRST_OF_EACH, "_ayb_jobs_due");

    /** Looks for it from these stops on, among these types or all others. */
    static NextDue look(Transaction transaction, Sql which, List<Stop> stops, Collection<JobType> types)
            throws SQLException {
        List<Object> parameters = new ArrayList<>(Stop.columns(stops));
        parameters.add(Column.texts(types, JobType::value));
        return transaction.query(which, parameters, NextDue::read).get(0);
    }

    private static NextDue read(Row row) throws SQLException {
        return new NextDue(row.maybeMicros("micros"), Walk.read(row));
    }

    boolean isNow() {
        return in.filter(Duration::isZero).isPresent();
    }
}
