package io.allyourbase.jobs.http.schedule;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.allyourbase.jobs.schedule.CatchUp;
import io.allyourbase.jobs.schedule.Schedule;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A schedule on the wire. */
record ScheduleView(
        UUID id,
        String name,
        String jobType,
        @JsonRawValue String payload,
        String cronExpr,
        String timezone,
        boolean enabled,
        int maxAttempts,
        Instant createdAt,
        Instant updatedAt,
        long version,
        String catchUp,
        Optional<Integer> catchUpCap,
        String overlap,
        Optional<Instant> nextRunAt,
        Optional<Instant> lastRunAt,
        Optional<String> problem) {

    static ScheduleView of(Schedule schedule) {
        return new ScheduleView(
                schedule.id().value(),
                schedule.name(),
                schedule.jobType().value(),
                schedule.payload().json(),
                schedule.cronExpr(),
                schedule.timezone(),
                schedule.enabled(),
                schedule.maxAttempts(),
                schedule.createdAt(),
                schedule.updatedAt(),
                schedule.version(),
                PolicyWords.of(schedule.catchUp()),
                schedule.catchUp() instanceof CatchUp.All all ? Optional.of(all.cap()) : Optional.empty(),
                PolicyWords.of(schedule.overlap()),
                schedule.nextRunAt(),
                schedule.lastRunAt(),
                schedule.problem());
    }
}
