package io.allyourbase.jobs.schedule.cron;

import io.allyourbase.jobs.schedule.Recurrence;
import io.allyourbase.jobs.schedule.Schedule;
import io.allyourbase.jobs.schedule.ScheduleChange;
import io.allyourbase.jobs.schedule.ScheduleChange.Switch;
import java.time.Instant;
import java.util.Optional;

/** What an edit makes of a schedule. Pure, so that every store edits alike. */
public final class ScheduleEdit {
    private ScheduleEdit() {}

    /**
     * Refuses a change that no schedule can be given. Stores ask before they look for the schedule.
     *
     * @throws InvalidCron when the expression or the zone is invalid
     */
    public static void check(ScheduleChange change) {
        CronRecurrence.of(change.cronExpr().orElse("@daily"), change.timezone().orElse("UTC"));
    }

    /**
     * The schedule after the change, one version on.
     *
     * @throws InvalidCron when the expression or the zone is invalid
     */
    public static Schedule of(Schedule before, ScheduleChange change, Instant now) {
        String cronExpr = change.cronExpr().orElse(before.cronExpr());
        String timezone = change.timezone().orElse(before.timezone());
        Switch to = change.enabled().orElse(before.enabled() ? Switch.ON : Switch.OFF);
        boolean enabled = to != Switch.OFF;
        return new Schedule(
                before.id(),
                before.name(),
                before.jobType(),
                change.payload().orElse(before.payload()),
                cronExpr,
                timezone,
                enabled,
                change.maxAttempts().orElse(before.maxAttempts()),
                change.catchUp().orElse(before.catchUp()),
                change.overlap().orElse(before.overlap()),
                nextRunAt(before, cronExpr, timezone, to, now),
                before.lastRunAt(),
                before.version() + 1,
                enabled ? Optional.empty() : before.problem(),
                before.createdAt(),
                now);
    }

    private static Optional<Instant> nextRunAt(
            Schedule before, String cronExpr, String timezone, Switch to, Instant now) {
        boolean sameTimes = cronExpr.equals(before.cronExpr()) && timezone.equals(before.timezone());
        if (sameTimes && to == Switch.OFF) {
            // Whatever else is edited: a schedule that can't be read may be kept, disabled.
            return Optional.empty();
        }
        Recurrence recurrence = CronRecurrence.of(cronExpr, timezone);
        return switch (to) {
            case OFF -> Optional.empty();
            case ON -> sameTimes && before.enabled() ? before.nextRunAt() : recurrence.next(now);
            case ON_FROM_NOW -> recurrence.next(now);
        };
    }
}
