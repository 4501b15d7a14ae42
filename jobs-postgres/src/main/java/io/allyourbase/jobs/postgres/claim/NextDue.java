package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a look for the next due job found.
 *
 * @param now when it was made, by the database's clock
 * @param until how long until the next is due; empty when there is none
 */
record NextDue(Instant now, Optional<Duration> until) {
    // _ayb_jobs_due gives the first of each queue and priority; the least of them is the next.
    private static final String SEARCH = """
            SELECT now() AS now, min(greatest(0, extract(epoch FROM job.run_at - now()) * 1000000))::bigint AS micros FROM
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
            """;

    static final Sql OF_TYPES = Sql.of(SEARCH + "= ANY(?) " + FIRST_OF_EACH, "_ayb_jobs_due");
    static final Sql OF_OTHERS = Sql.of(SEARCH + "<> ALL(?) " + FIRST_OF_EACH, "_ayb_jobs_due");

    /** From these stops on, among these types or all others. */
    static NextDue look(Transaction transaction, Sql which, List<Stop> stops, Collection<JobType> types)
            throws SQLException {
        List<Object> parameters = new ArrayList<>(Stop.columns(stops));
        parameters.add(Column.texts(types, JobType::value));
        return transaction
                .query(which, parameters, row -> new NextDue(row.instant("now"), row.maybeMicros("micros")))
                .get(0);
    }
}
