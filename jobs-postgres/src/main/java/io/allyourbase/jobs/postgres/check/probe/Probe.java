package io.allyourbase.jobs.postgres.check.probe;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.List;

/** Looks at one thing, in a transaction of its own that changes nothing. */
public interface Probe {
    /** What its findings are called. */
    String name();

    /** What it finds: one that says so where all is as it should be. */
    List<Finding> look(Transaction transaction) throws SQLException;
}
