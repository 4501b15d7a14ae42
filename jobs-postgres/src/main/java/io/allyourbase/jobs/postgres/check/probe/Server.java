package io.allyourbase.jobs.postgres.check.probe;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.List;

/** Whether the server is one that the queue can work on. */
final class Server implements Probe {
    private final int oldest;

    /** @param oldest the version that is new enough, as {@code server_version_num} spells it */
    Server(int oldest) {
        this.oldest = oldest;
    }

    @Override
    public String name() {
        return "server";
    }

    // Reads no table.
    private static final Sql VERSION = Sql.of("""
            SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
                   pg_is_in_recovery() AS is_standby, current_setting('default_transaction_read_only') AS read_only
            """);

    @Override
    public List<Finding> look(Transaction transaction) throws SQLException {
        return transaction.query(VERSION, List.of(), this::finding);
    }

    private Finding finding(Row row) throws SQLException {
        String server = "Postgres " + row.text("version");
        if (row.integer("number") < oldest) {
            return Finding.of(Severity.PROBLEM, name(), server + " is too old")
                    .advice("Statements fail.", "Upgrade to Postgres 13 or newer.");
        }
        if (row.flag("is_standby") || row.text("read_only").equals("on")) {
            String why = row.flag("is_standby") ? " is a standby" : " is read only (default_transaction_read_only)";
            return Finding.of(Severity.PROBLEM, name(), server + why)
                    .advice(
                            "No job can be enqueued, run or ended here.",
                            "Connect to the primary, or make it writable.");
        }
        return Finding.ok(name(), server);
    }
}
