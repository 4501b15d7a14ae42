package io.allyourbase.jobs.postgres.check.invariant;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Something that must hold at any moment. */
interface Invariant {
    /** How it is broken; empty where it holds. */
    List<Finding> broken(Transaction transaction, Scope scope, LocalDate today) throws SQLException;

    static List<Finding> both(List<Finding> some, List<Finding> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
