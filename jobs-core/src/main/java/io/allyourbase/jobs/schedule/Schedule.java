package io.allyourbase.jobs.schedule;

import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.payload.Payload;
import java.time.Instant;
import java.util.Optional;

/**
 * A schedule as it stood when it was read. Times are the database's, to the microsecond.
 *
 * @param cronExpr five Unix fields, or a nickname such as {@code @daily}
 * @param timezone the IANA zone in which the expression is read
 * @param nextRunAt the next fire time; absent while disabled
 * @param lastRunAt the last fire time that made a job
 * @param version grows by one with each edit; what a tick or an edit observed must still hold when it writes
 * @param problem why the scheduler disabled it; absent when it did not
 */
public record Schedule(
        ScheduleId id,
        String name,
        JobType jobType,
        Payload payload,
        String cronExpr,
        String timezone,
        boolean enabled,
        int maxAttempts,
        CatchUp catchUp,
        Overlap overlap,
        Optional<Instant> nextRunAt,
        Optional<Instant> lastRunAt,
        long version,
        Optional<String> problem,
        Instant createdAt,
        Instant updatedAt) {

    /** This schedule after a tick. */
    public Schedule advanced(Optional<Instant> nextRunAt, Optional<Instant> lastRunAt, Instant now) {
        return after(enabled, nextRunAt, lastRunAt, version, problem, now);
    }

    /** This schedule after the scheduler could not read it. */
    public Schedule disabledFor(String problem, Instant now) {
        return after(false, Optional.empty(), lastRunAt, version + 1, Optional.of(problem), now);
    }

    private Schedule after(
            boolean enabled,
            Optional<Instant> nextRunAt,
            Optional<Instant> lastRunAt,
            long version,
            Optional<String> problem,
            Instant updatedAt) {
        return new Schedule(
                id,
                name,
                jobType,
                payload,
                cronExpr,
                timezone,
                enabled,
                maxAttempts,
                catchUp,
                overlap,
                nextRunAt,
                lastRunAt,
                version,
                problem,
                createdAt,
                updatedAt);
    }
}
