package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.port.Claims.Request;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.List;

/** For a few types: one statement compares each job's type with them. */
final class TakingByType implements Taking {
    @Override
    public boolean isOneStatement() {
        return true;
    }

    @Override
    public List<Job> take(Transaction transaction, List<Stop> stops, Request request) throws SQLException {
        return ClaimStatement.take(transaction, ClaimStatement.OF_TYPES, stops, request.types(), request);
    }

    @Override
    public NextDue nextDue(Transaction transaction, List<Stop> stops, Request request) throws SQLException {
        return NextDue.look(transaction, NextDue.OF_TYPES, stops, request.types());
    }
}
