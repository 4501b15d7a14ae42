package io.allyourbase.jobs.http.job;

import io.allyourbase.jobs.port.JobAdmin.Page;
import java.util.List;
import java.util.Optional;

/** A page of jobs on the wire, and what to ask for the next one by. */
record PageView(List<JobView> items, int count, Optional<String> nextCursor) {
    static PageView of(Page page) {
        List<JobView> items = page.jobs().stream().map(JobView::of).toList();
        return new PageView(items, items.size(), page.next().map(CursorText::of));
    }
}
