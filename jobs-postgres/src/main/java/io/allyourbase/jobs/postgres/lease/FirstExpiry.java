package io.allyourbase.jobs.postgres.lease;

import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a look for leases that end found, by the database's clock.
 *
 * @param first when the first ends, if any does in the time that was looked at
 */
record FirstExpiry(Instant now, Optional<Instant> first) {
    // _ayb_jobs_lease, from a place that was reached before: most often there is none, and every process asks.
    static final Sql LOOK = Sql.of("""
            SELECT now() AS now, (
                SELECT lease_until FROM ${schema}._ayb_jobs
                WHERE state = 'running' AND lease_until >= ? AND lease_until <= now() + ? * interval '1 microsecond'
                ORDER BY lease_until
                LIMIT 1
            ) AS first
            """, "_ayb_jobs_lease");

    static FirstExpiry read(Row row) throws SQLException {
        return new FirstExpiry(row.instant("now"), row.maybeInstant("first"));
    }

    Optional<Duration> untilFirst() {
        return first.map(end -> end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO);
    }
}
