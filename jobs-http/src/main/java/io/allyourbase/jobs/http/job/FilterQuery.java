package io.allyourbase.jobs.http.job;

import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.route.Query;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.Text;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.PageRequest;
import java.util.Optional;

/** Reads which jobs to list. */
final class FilterQuery {
    private static final int DEFAULT_LIMIT = 50;

    private FilterQuery() {}

    static JobFilter filter(Query query) {
        return new JobFilter(
                query.text("state").map(FilterQuery::state),
                query.text("type").map(type -> new JobType(Text.name("type", type))),
                query.text("queue").map(QueueName::new),
                query.time("createdAfter"),
                query.time("createdBefore"),
                query.text("error"));
    }

    static PageRequest page(Query query) {
        Optional<JobId> after = query.text("cursor").map(CursorText::parse);
        return new PageRequest(
                query.integer("limit").orElse(DEFAULT_LIMIT),
                query.integer("offset").orElse(0),
                after);
    }

    private static JobState state(String word) {
        return JobState.parse(word)
                .orElseThrow(() -> ApiError.of(
                        400, "invalid state filter; must be one of: queued, running, completed, failed, canceled"));
    }
}
