package io.allyourbase.jobs.postgres.check.probe;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.List;

/** Whether what has been committed survives a crash of the server. */
final class Durability implements Probe {
    @Override
    public String name() {
        return "durability";
    }

    // Reads no table.
    private static final Sql OFF = Sql.of("""
            SELECT name FROM unnest(ARRAY['fsync', 'full_page_writes', 'synchronous_commit']) AS name
            WHERE current_setting(name) = 'off' ORDER BY name
            """);

    @Override
    public List<Finding> look(Transaction transaction) throws SQLException {
        List<Finding> off = transaction.query(OFF, List.of(), row -> finding(row.text("name")));
        return off.isEmpty() ? List.of(Finding.ok(name(), "what is committed survives a crash of the server")) : off;
    }

    private Finding finding(String setting) {
        String meaning = setting.equals("synchronous_commit")
                ? "A crash of the server loses what was committed just before: jobs, or that they ended, so that they run again."
                : "A crash of the server's machine can corrupt the whole database.";
        return Finding.of(Severity.WARNING, name(), setting + " is off")
                .advice(meaning, "Set " + setting + " = on, for this user and on the server.")
                .at(1, List.of(setting));
    }
}
