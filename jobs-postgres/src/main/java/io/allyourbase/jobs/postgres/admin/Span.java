package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.JobFilter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where in the order of ids the jobs lie that were created in a filter's time: ids carry the time of their makers' clocks,
 * so the ids' ends leave slack, and the exact times are asked too.
 *
 * @param newest the first id that is too new
 * @param oldest the last id that is not too old
 * @param before the first time that is too late
 * @param since the first time
 */
record Span(JobId newest, JobId oldest, Instant before, Instant since) {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final JobId FIRST = new JobId(new UUID(0, 0));
    private static final JobId LAST = new JobId(new UUID(-1, -1));

    /** A condition that takes {@link #values}. */
    static final String CONDITION = " id < ? AND id >= ? AND created_at < ? AND created_at >= ?";

    static Span of(JobFilter filter) {
        return new Span(
                filter.createdBefore()
                        .map(time -> JobId.earliestAt(bounded(time).plus(JobFilter.CLOCK_SLACK)))
                        .orElse(LAST),
                filter.createdAfter()
                        .map(time -> JobId.earliestAt(bounded(time).minus(JobFilter.CLOCK_SLACK)))
                        .orElse(FIRST),
                bounded(filter.createdBefore().orElse(LATEST)),
                bounded(filter.createdAfter().orElse(EARLIEST)));
    }

    /** The part of it that is older than a job. */
    Span before(JobId job) {
        return job.compareTo(newest) < 0 ? new Span(job, oldest, before, since) : this;
    }

    List<Object> values() {
        return List.of(newest.value(), oldest.value(), before, since);
    }

    /** The years that the database and the driver agree on. */
    private static Instant bounded(Instant time) {
        Instant notEarly = time.isBefore(EARLIEST) ? EARLIEST : time;
        return notEarly.isAfter(LATEST) ? LATEST : notEarly;
    }
}
