package io.allyourbase.jobs.schedule;

import io.allyourbase.jobs.job.Attempts;
import io.allyourbase.jobs.payload.Payload;
import java.util.Optional;

/**
 * An edit of a schedule: what is absent stays as it is. The next fire time is computed anew, from now, when the
 * expression or the zone changes or the schedule becomes enabled, and by {@link #enable} in any case; it is cleared when
 * it becomes disabled.
 *
 * @param expectedVersion refuse the edit unless the schedule still has this version
 */
public record ScheduleChange(
        Optional<String> cronExpr,
        Optional<String> timezone,
        Optional<Payload> payload,
        Optional<Switch> enabled,
        Optional<Integer> maxAttempts,
        Optional<CatchUp> catchUp,
        Optional<Overlap> overlap,
        Optional<Long> expectedVersion) {
    /** What becomes of its being enabled. */
    public enum Switch {
        OFF,
        /** One that is on already keeps its next fire time. */
        ON,
        /** One that is on already starts from now too: what it has missed is left out. */
        ON_FROM_NOW
    }

    /** Changes nothing; the start of every change. */
    public static final ScheduleChange NONE = new ScheduleChange(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** @throws io.allyourbase.jobs.error.InvalidInput when maxAttempts is out of range */
    public ScheduleChange {
        maxAttempts.ifPresent(max -> Attempts.checkMax("maxAttempts", max));
    }

    public ScheduleChange cronExpr(String cronExpr) {
        return new ScheduleChange(
                Optional.of(cronExpr), timezone, payload, enabled, maxAttempts, catchUp, overlap, expectedVersion);
    }

    public ScheduleChange timezone(String timezone) {
        return new ScheduleChange(
                cronExpr, Optional.of(timezone), payload, enabled, maxAttempts, catchUp, overlap, expectedVersion);
    }

    public ScheduleChange payload(Payload payload) {
        return new ScheduleChange(
                cronExpr, timezone, Optional.of(payload), enabled, maxAttempts, catchUp, overlap, expectedVersion);
    }

    public ScheduleChange enable() {
        return new ScheduleChange(
                cronExpr,
                timezone,
                payload,
                Optional.of(Switch.ON_FROM_NOW),
                maxAttempts,
                catchUp,
                overlap,
                expectedVersion);
    }

    public ScheduleChange disable() {
        return new ScheduleChange(
                cronExpr, timezone, payload, Optional.of(Switch.OFF), maxAttempts, catchUp, overlap, expectedVersion);
    }

    public ScheduleChange maxAttempts(int maxAttempts) {
        return new ScheduleChange(
                cronExpr, timezone, payload, enabled, Optional.of(maxAttempts), catchUp, overlap, expectedVersion);
    }

    public ScheduleChange catchUp(CatchUp catchUp) {
        return new ScheduleChange(
                cronExpr, timezone, payload, enabled, maxAttempts, Optional.of(catchUp), overlap, expectedVersion);
    }

    public ScheduleChange overlap(Overlap overlap) {
        return new ScheduleChange(
                cronExpr, timezone, payload, enabled, maxAttempts, catchUp, Optional.of(overlap), expectedVersion);
    }

    public ScheduleChange expectedVersion(long version) {
        return new ScheduleChange(
                cronExpr, timezone, payload, enabled, maxAttempts, catchUp, overlap, Optional.of(version));
    }
}
