package io.allyourbase.jobs.postgres.check.probe;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether there are connections enough: on the server, and for handlers that use the database. */
final class Connections implements Probe {
    private static final String NAME = "connections";
    private static final int FEW_PERCENT = 20;
    private static final int VERY_FEW_PERCENT = 5;

    @Override
    public String name() {
        return NAME;
    }

    // Serves the server's own views; the workers are few.
    private static final Sql COUNT = Sql.of("""
            SELECT (SELECT sum(numbackends) FROM pg_stat_database)::int AS used,
                   current_setting('max_connections')::int
                       - current_setting('superuser_reserved_connections')::int AS most,
                   (SELECT numbackends FROM pg_stat_database WHERE datname = current_database()) AS used_here,
                   (SELECT datconnlimit FROM pg_database WHERE datname = current_database()) AS most_here,
                   (SELECT coalesce(sum(concurrency), 0) FROM ${schema}._ayb_jobs_workers
                    WHERE seen_at > now() - interval '30 seconds') AS handlers
            """);

    @Override
    public List<Finding> look(Transaction transaction) throws SQLException {
        return transaction.query(COUNT, List.of(), this::findings).get(0);
    }

    private List<Finding> findings(Row row) throws SQLException {
        int most = row.integer("most");
        List<Finding> findings = new ArrayList<>();
        findings.add(used("the server's", row.integer("used"), most));
        if (row.integer("most_here") >= 0) {
            findings.add(used("this database's", row.integer("used_here"), row.integer("most_here")));
        }
        int handlers = row.integer("handlers");
        if (handlers > most) {
            findings.add(Finding.of(
                            Severity.NOTE,
                            NAME,
                            handlers + " handlers may run at once, but the server has " + most + " connections")
                    .advice(
                            "Handlers that use the database wait for each other.",
                            "If yours do, lower worker_concurrency, or put a pooler in between."));
        }
        return findings;
    }

    static Finding used(String whose, int used, int most) {
        String what = used + " of " + whose + " " + most + " connections are used";
        int free = Math.max(0, most - used);
        if (100L * free >= (long) FEW_PERCENT * most) {
            return Finding.ok(NAME, what);
        }
        boolean isNearlyNone = 100L * free < (long) VERY_FEW_PERCENT * most;
        return Finding.of(isNearlyNone ? Severity.PROBLEM : Severity.WARNING, NAME, what)
                .advice(
                        "A worker that gets none runs nothing, and one that can't renew its leases stops its handlers.",
                        "Make pools smaller, put a pooler in between, or raise the limit.")
                .at(used, List.of());
    }
}
