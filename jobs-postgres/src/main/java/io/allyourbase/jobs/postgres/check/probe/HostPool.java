package io.allyourbase.jobs.postgres.check.probe;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Whether a pool that can be looked into is big enough for a worker. */
public final class HostPool {
    private static final int ENOUGH = 5;
    private static final String NAME = "pool";

    private HostPool() {}

    /** Empty when it is no pool of a kind that is known. */
    public static Optional<Finding> of(DataSource dataSource) {
        return dataSource instanceof HikariDataSource pool
                ? Optional.of(finding(pool.getMaximumPoolSize()))
                : Optional.empty();
    }

    private static Finding finding(int size) {
        String what = "the pool has at most " + size + (size == 1 ? " connection" : " connections");
        if (size >= ENOUGH) {
            return Finding.ok(NAME, what);
        }
        return Finding.of(size == 1 ? Severity.PROBLEM : Severity.WARNING, NAME, what)
                .advice(
                        "A worker keeps one to listen, and claims, outcomes and leases share the rest with your handlers.",
                        "Allow " + ENOUGH + ", and one more for each handler that uses the database at once.")
                .at(size, List.of());
    }
}
