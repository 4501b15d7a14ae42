package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.port.Claims.Request;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * For many types, which a statement would have to compare with each job: due jobs of any type are taken. Where some are of
 * types that were not asked for, all that is undone, and done again without these types, which are left out from then on.
 * Most often there are none.
 */
final class TakingUnlessForeign implements Taking {
    private final Set<JobType> foreign = new HashSet<>();

    @Override
    public boolean isOneStatement() {
        return false;
    }

    @Override
    public List<Job> take(Transaction transaction, List<Stop> stops, Request request) throws SQLException {
        foreign.removeAll(request.types());
        transaction.savepoint();
        List<Job> jobs = takeAny(transaction, stops, request);
        while (foreign.addAll(foreignOf(jobs, request))) {
            transaction.rollBackToSavepoint();
            jobs = takeAny(transaction, stops, request);
        }
        return jobs;
    }

    private List<Job> takeAny(Transaction transaction, List<Stop> stops, Request request) throws SQLException {
        return ClaimStatement.take(transaction, ClaimStatement.OF_OTHERS, stops, foreign, request);
    }

    private static Set<JobType> foreignOf(List<Job> jobs, Request request) {
        return jobs.stream()
                .map(Job::type)
                .filter(type -> !request.types().contains(type))
                .collect(Collectors.toSet());
    }

    @Override
    public NextDue nextDue(Transaction transaction, List<Stop> stops, Request request) throws SQLException {
        return NextDue.look(transaction, NextDue.OF_OTHERS, stops, foreign);
    }
}
