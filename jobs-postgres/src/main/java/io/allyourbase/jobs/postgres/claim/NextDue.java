package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds out when the next job is due. */
final class NextDue {
    private NextDue() {}

    // _ayb_jobs_due gives the first of each queue and priority; the least of them is the next.
    private static final String SEARCH = """
            SELECT min(greatest(0, extract(epoch FROM job.run_at - now()) * 1000000))::bigint AS micros FROM
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

    /** How long until then, from these stops on, among these types or all others; empty when there is none. */
    static Optional<Duration> look(Transaction transaction, Sql which, List<Stop> stops, Collection<JobType> types)
            throws SQLException {
        List<Object> parameters = new ArrayList<>(Stop.columns(stops));
        parameters.add(Column.texts(types, JobType::value));
        return transaction
                .query(which, parameters, row -> row.maybeMicros("micros"))
                .get(0);
    }
}
