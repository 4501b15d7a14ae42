package io.allyourbase.jobs.port;

import io.allyourbase.jobs.error.InvalidInput;

/** What operators do with many jobs at once, oldest first. Each call is one transaction: all that it changes, or nothing. */
public interface BulkActions {
    /** The most jobs that one call changes. */
    int MAX_LIMIT = 10_000;

    /** How many jobs match. Reads them all: meant for failed or queued ones, which are few. */
    long count(JobFilter filter);

    /**
     * Gives failed jobs that match a fresh budget, due now; the filter's state is taken for failed.
     *
     * @param limit 1 to {@link #MAX_LIMIT}
     * @return how many were retried: those that match, up to the limit, less those that others moved meanwhile
     * @throws InvalidInput when the limit is out of range
     */
    int retry(JobFilter filter, int limit);

    /** How many jobs that match {@link #runNow} would change; the filter's state is not looked at. */
    long countDelayed(JobFilter filter);

    /** Makes queued jobs that match and are not due yet due now, as {@link JobAdmin#runNow}. Otherwise as {@link #retry}. */
    int runNow(JobFilter filter, int limit);

    /** Withdraws queued jobs that match, as {@link #retry}. */
    int cancel(JobFilter filter, int limit);

    /** How many jobs that match {@link #askCancel} would change; the filter's state is not looked at. */
    long countUnasked(JobFilter filter);

    /**
     * Withdraws jobs that match, begun or not: queued ones are canceled, and running ones asked to end, as
     * {@link JobAdmin#askCancel} does, unless they were asked before. Otherwise as {@link #retry}.
     */
    int askCancel(JobFilter filter, int limit);

    /** Returns the limit unchanged when it is from 1 to {@link #MAX_LIMIT}. */
    static int checkLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInput("limit", limit + " is not allowed; must be from 1 to " + MAX_LIMIT);
        }
        return limit;
    }
}
