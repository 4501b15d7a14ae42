package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.database.Target;
import io.allyourbase.jobs.error.JobsException;
import java.sql.SQLException;

/** Holds the queue to its promise: from the moment this was started, every job was executed, and once. */
final class Count {
    private static final String NOW = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

    // The first partitions of a fresh schema hold little else, so that no index needs to serve this.
    private static final String COMPLETED = """
            SELECT count(DISTINCT id) FROM ${schema}._ayb_jobs_history
            WHERE created_at >= timestamptz 'epoch' + ${start} * interval '1 microsecond'
              AND type LIKE 'bench\\_%' AND state = 'completed'
            """;

    private final Target target;
    private final long startMicros;

    private Count(Target target, long startMicros) {
        this.target = target;
        this.startMicros = startMicros;
    }

    static Count start(Target target) throws SQLException {
        return new Count(target, target.number(NOW));
    }

    /** @throws JobsException when handlers were not called that often, or not that many jobs have completed */
    void check(long jobs, long runs) throws SQLException {
        long completed = target.number(COMPLETED.replace("${start}", Long.toString(startMicros)));
        if (runs != jobs || completed != jobs) {
            throw new JobsException("not every job was executed exactly once: of " + jobs
                    + " jobs, handlers were called " + runs + " times, and " + completed
                    + " completed");
        }
    }
}
