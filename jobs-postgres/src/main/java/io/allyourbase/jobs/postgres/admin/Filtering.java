package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.JobFilter;
import java.util.List;

/** A filter as statements take it: always all of its parts, with those that are absent bound to null. */
final class Filtering {
    /** Parameters: of {@link #parts}. */
    static final String CONDITIONS = """
             state = coalesce(?::text, state) AND type = coalesce(?::text, type) AND queue = coalesce(?::text, queue)
             AND strpos(lower(coalesce(last_error, '')), lower(coalesce(?::text, ''))) > 0
            """;

    private Filtering() {}

    static List<Object> parts(JobFilter filter) {
        return List.of(
                filter.state().map(JobState::word),
                filter.type().map(JobType::value),
                filter.queue().map(QueueName::value),
                filter.error());
    }
}
