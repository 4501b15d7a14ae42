package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.port.JobAdmin.Page;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.PageRequest;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a page of jobs, newest first. */
final class JobList {
    /** How many jobs one page looks at, at most: some tens of milliseconds. */
    private static final int WINDOW = 20_000;

    private JobList() {}

    static Page read(Transaction transaction, JobFilter filter, PageRequest page) throws SQLException {
        Listing listing = Listing.of(filter);
        List<Object> sides = sides(listing, filter, page);
        int wanted = page.limit() + 1;
        int window = Math.max(WINDOW, page.offset() + wanted);
        List<Object> parameters = new ArrayList<>(sides);
        parameters.add(window);
        parameters.addAll(Filtering.parts(filter));
        parameters.addAll(List.of(wanted, page.offset()));
        List<Job> jobs = transaction.query(listing.list(), parameters, JobRow::read);
        if (jobs.size() == wanted) {
            Job last = jobs.get(page.limit() - 1);
            return new Page(
                    List.copyOf(jobs.subList(0, page.limit())),
                    Optional.of(new PageRequest.Cursor(last.createdAt(), last.id())));
        }
        return new Page(
                jobs, filter.equals(JobFilter.ALL) ? Optional.empty() : end(transaction, listing, sides, window));
    }

    /** Where to look on, when the window was full; empty when it held all there is. */
    private static Optional<PageRequest.Cursor> end(
            Transaction transaction, Listing listing, List<Object> sides, int window) throws SQLException {
        List<Object> parameters = new ArrayList<>(sides);
        parameters.add(window - 1);
        return transaction.first(
                listing.end(), parameters, row -> new Place(row.instant("created_at"), row.uuid("id")).cursor());
    }

    private static List<Object> sides(Listing listing, JobFilter filter, PageRequest page) {
        Place newest = Filtering.newest(filter);
        Place start = page.after().map(Place::of).map(newest::orOlder).orElse(newest);
        List<Object> parameters = new ArrayList<>();
        for (List<Object> side : listing.perSide()) {
            parameters.addAll(start.values());
            parameters.addAll(Filtering.oldest(filter).values());
            parameters.addAll(side);
        }
        return parameters;
    }
}
