package io.allyourbase.jobs.name;

import java.util.Optional;
import java.util.UUID;

/** A schedule's id. */
public record ScheduleId(UUID value) {
    /** The id that the text spells in the canonical form of 36 characters; empty for any other text. */
    public static Optional<ScheduleId> parse(String text) {
        return JobId.parse(text).map(id -> new ScheduleId(id.value()));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
