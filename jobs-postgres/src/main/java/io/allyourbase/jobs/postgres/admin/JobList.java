package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.JobAdmin.Page;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.PageRequest;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a page of jobs, newest first. */
final class JobList {
    /** How many jobs one page looks at first for those that match: some tens of milliseconds. */
    private static final int WINDOW = 20_000;

    /** How many it looks at before it ends empty: about a second. */
    private static final int WIDEST = 320_000;

    private static final int WIDER = 4;

    /** How large the jobs of a page may be before its last one: a page is in memory a few times over, for each caller. */
    private static final int MOST_BYTES = 2 << 20;

    private JobList() {}

    static Page read(Transaction transaction, JobFilter filter, PageRequest page) throws SQLException {
        int window = Math.max(Listing.mustLook(filter) ? WINDOW : 0, page.offset() + page.limit() + 1);
        Page found = look(transaction, filter, page, window);
        // Each look begins anew, so that an offset counts all that match.
        while (found.jobs().isEmpty() && found.next().isPresent() && window < WIDEST) {
            window = Math.min(window * WIDER, WIDEST);
            found = look(transaction, filter, page, window);
        }
        return found;
    }

    private static Page look(Transaction transaction, JobFilter filter, PageRequest page, int window)
            throws SQLException {
        Listing listing = Listing.of(filter);
        List<Object> sides = sides(listing, filter, page, window);
        List<Object> parameters = new ArrayList<>(sides);
        parameters.add(window);
        parameters.addAll(Filtering.parts(filter));
        parameters.addAll(List.of(page.limit() + 1, page.offset(), MOST_BYTES));
        List<Found> found = transaction.query(listing.list(), parameters, Found::read);
        List<Job> jobs = found.stream().map(Found::job).limit(page.limit()).toList();
        if (!found.isEmpty() && found.get(0).inAll() > jobs.size()) {
            return new Page(jobs, Optional.of(jobs.get(jobs.size() - 1).id()));
        }
        return new Page(jobs, Listing.mustLook(filter) ? end(transaction, listing, sides, window) : Optional.empty());
    }

    /** @param inAll how many matched, up to one more than the page may have */
    private record Found(Job job, long inAll) {
        static Found read(Row row) throws SQLException {
            return new Found(JobRow.read(row), row.number("n"));
        }
    }

    /** Where to look on, when the window was full; empty when it held all there is. */
    private static Optional<JobId> end(Transaction transaction, Listing listing, List<Object> sides, int window)
            throws SQLException {
        List<Object> parameters = new ArrayList<>(sides);
        parameters.add(window - 1);
        return transaction.first(listing.end(), parameters, row -> new JobId(row.uuid("id")));
    }

    private static List<Object> sides(Listing listing, JobFilter filter, PageRequest page, int window) {
        Span span = page.after().map(Span.of(filter)::before).orElse(Span.of(filter));
        List<Object> parameters = new ArrayList<>();
        for (List<Object> side : listing.perSide()) {
            parameters.addAll(span.values());
            parameters.addAll(side);
            parameters.add(window);
        }
        return parameters;
    }
}
