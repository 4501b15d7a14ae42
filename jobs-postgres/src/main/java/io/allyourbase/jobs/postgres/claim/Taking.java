package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.port.Claims.Request;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.List;

/** Takes due jobs of the types that are asked for. */
interface Taking {
    /** Whether {@link #take} is a single statement. */
    boolean isOneStatement();

    /** Takes them from these stops on, in their order. */
    List<Job> take(Transaction transaction, List<Stop> stops, Request request) throws SQLException;

    /** Looks when there will be one, from these stops on. */
    NextDue nextDue(Transaction transaction, List<Stop> stops, Request request) throws SQLException;
}
