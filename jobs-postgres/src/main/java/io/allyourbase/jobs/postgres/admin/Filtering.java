package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.JobFilter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A filter as statements take it: always all of its parts, with those that are absent bound to null. */
final class Filtering {
    /** Parameters: of {@link #parts}. */
    static final String CONDITIONS = """
             state = coalesce(?::text, state) AND type = coalesce(?::text, type) AND queue = coalesce(?::text, queue)
             AND strpos(lower(coalesce(last_error, '')), lower(coalesce(?::text, ''))) > 0
            """;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Filtering() {}

    static List<Object> parts(JobFilter filter) {
        return List.of(
                filter.state().map(JobState::word),
                filter.type().map(JobType::value),
                filter.queue().map(QueueName::value),
                filter.error());
    }

    /** In front of the filter's oldest job. */
    static Place oldest(JobFilter filter) {
        return new Place(bounded(filter.createdAfter().orElse(EARLIEST)), new UUID(0, 0));
    }

    /** Behind the filter's newest job. */
    static Place newest(JobFilter filter) {
        return new Place(bounded(filter.createdBefore().orElse(LATEST)), new UUID(0, 0));
    }

    /** The years that the database and the driver agree on. */
    private static Instant bounded(Instant time) {
        Instant notEarly = time.isBefore(EARLIEST) ? EARLIEST : time;
        return notEarly.isAfter(LATEST) ? LATEST : notEarly;
    }
}
