package io.allyourbase.jobs.schedule.cron;

import io.allyourbase.jobs.schedule.Recurrence;
import java.time.Instant;
import java.util.Optional;

/** A cron expression, read in a zone. */
public final class CronRecurrence implements Recurrence {
    private CronRecurrence() {}

    /** @throws InvalidCron when the expression or the zone is invalid */
    public static CronRecurrence of(String expression, String zone) {
        return new CronRecurrence();
    }

    @Override
    public Optional<Instant> next(Instant after) {
        return Optional.empty();
    }
}
