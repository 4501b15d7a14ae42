package io.allyourbase.jobs.schedule.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When an expression fires next, and what changes of the clock do to it. Immutable. */
public final class CronPreview {
    private final CronRecurrence recurrence;
    /** The expression on a clock that never changes. */
    private final CronRecurrence steady;

    private final ZoneId zone;

    private CronPreview(CronRecurrence recurrence, CronRecurrence steady, ZoneId zone) {
        this.recurrence = recurrence;
        this.steady = steady;
        this.zone = zone;
    }

    /**
     * The fires of that expression in that zone, as {@link CronRecurrence#of} reads them.
     *
     * @throws InvalidCron when the expression is invalid or can never fire, or there is no such zone
     */
    public static CronPreview of(String expression, String zone) {
        return new CronPreview(
                CronRecurrence.of(expression, zone), CronRecurrence.of(expression, "UTC"), ZoneId.of(zone));
    }

    /** The first fires strictly after the instant, at most so many. */
    public List<Fire> after(Instant instant, int count) {
        List<Fire> fires = new ArrayList<>();
        Optional<Instant> next = recurrence.next(instant);
        while (next.isPresent() && fires.size() < count) {
            fires.add(fire(next.get().atZone(zone)));
            next = recurrence.next(next.get());
        }
        return fires;
    }

    private Fire fire(ZonedDateTime at) {
        if (zone.getRules().getValidOffsets(at.toLocalDateTime()).size() > 1) {
            return new Fire(at, Clock.TWICE);
        }
        boolean moved = endsGap(at) && !names(at.toLocalDateTime());
        return new Fire(at, moved ? Clock.MOVED : Clock.STEADY);
    }

    private boolean endsGap(ZonedDateTime at) {
        Instant instant = at.toInstant();
        ZoneOffsetTransition last = zone.getRules().nextTransition(instant.minusNanos(1));
        return last != null && last.isGap() && last.getInstant().equals(instant);
    }

    /** Whether the expression itself names that minute. */
    private boolean names(LocalDateTime minute) {
        Instant asUtc = minute.toInstant(ZoneOffset.UTC);
        return steady.next(asUtc.minusNanos(1)).equals(Optional.of(asUtc));
    }

    /** One fire, on the zone's clock. */
    public record Fire(ZonedDateTime at, Clock clock) {}

    /** What the zone's clock does at a fire. */
    public enum Clock {
        /** Nothing. */
        STEADY,
        /** It leaves out the time that the expression names: the fire is at the end of the gap. */
        MOVED,
        /** It shows the time twice: the fire is at the first. */
        TWICE
    }
}
