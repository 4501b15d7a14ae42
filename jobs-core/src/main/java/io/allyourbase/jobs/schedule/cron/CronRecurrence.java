package io.allyourbase.jobs.schedule.cron;

import io.allyourbase.jobs.schedule.Recurrence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * A cron expression, read on the wall clock of a zone. A wall-clock time that a daylight-saving gap leaves out fires
 * once, at the end of the gap, however many of the expression's times the gap holds; one that occurs twice fires at its
 * first occurrence only. Immutable.
 */
public final class CronRecurrence implements Recurrence {
    // The 29th of February can be eight years away, across a century that is no leap year.
    private static final int YEARS_SEARCHED = 9;

    private final CronFields fields;
    private final ZoneId zone;

    private CronRecurrence(CronFields fields, ZoneId zone) {
        this.fields = fields;
        this.zone = zone;
    }

    /**
     * Reads five Unix fields (numbers, names, lists, ranges, steps; 0 and 7 are both Sunday; a day matches when either
     * day field does, if both are restricted) or one of the nicknames {@code @hourly @daily @weekly @monthly @yearly}.
     *
     * @param zone the name of an IANA zone
     * @throws InvalidCron when the expression is invalid or can never fire, or there is no such zone
     */
    public static CronRecurrence of(String expression, String zone) {
        return new CronRecurrence(fields(expression), zone(zone));
    }

    @Override
    public Optional<Instant> next(Instant after) {
        LocalDateTime local = lastLocalAt(after);
        while (true) {
            Optional<LocalDateTime> candidate = nextLocal(local);
            if (candidate.isEmpty()) {
                return Optional.empty();
            }
            local = candidate.get();
            Instant fire = instantOf(local);
            if (fire.isAfter(after)) {
                return Optional.of(fire);
            }
        }
    }

    /** The latest wall-clock minute whose fire is not after the instant: the second pass of a fold repeats the first. */
    private LocalDateTime lastLocalAt(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone).truncatedTo(ChronoUnit.MINUTES);
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        boolean secondPass = transition != null && transition.isOverlap() && !instant.isBefore(transition.getInstant());
        return secondPass ? transition.getDateTimeBefore().minusMinutes(1) : local;
    }

    private Instant instantOf(LocalDateTime local) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition != null && transition.isGap()) {
            return transition.getInstant();
        }
        ZoneOffset first = zone.getRules().getValidOffsets(local).get(0);
        return local.toInstant(first);
    }

    /** The first matching wall-clock minute strictly after the given one, with no regard to the zone. */
    private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
        LocalDateTime start = after.plusMinutes(1);
        LocalDate last = after.toLocalDate().plusYears(YEARS_SEARCHED);
        LocalDate day = start.toLocalDate();
        Optional<LocalDateTime> today = onDay(day, start.getHour(), start.getMinute());
        while (today.isEmpty() && day.isBefore(last)) {
            day = fields.hasMonth(day.getMonthValue())
                    ? day.plusDays(1)
                    : day.withDayOfMonth(1).plusMonths(1);
            today = onDay(day, 0, 0);
        }
        return today;
    }

    private Optional<LocalDateTime> onDay(LocalDate day, int fromHour, int fromMinute) {
        if (!fields.hasMonth(day.getMonthValue())
                || !fields.hasDay(day.getDayOfMonth(), day.getDayOfWeek().getValue())) {
            return Optional.empty();
        }
        int hour = fields.hourFrom(fromHour);
        int minute = fields.minuteFrom(hour == fromHour ? fromMinute : 0);
        if (minute > 59) {
            hour = fields.hourFrom(hour + 1);
            minute = fields.minuteFrom(0);
        }
        return hour > 23 ? Optional.empty() : Optional.of(day.atTime(hour, minute));
    }

    private static CronFields fields(String expression) {
        try {
            return CronFields.parse(expression);
        } catch (IllegalArgumentException e) {
            throw new InvalidCron("invalid cron expression", String.valueOf(e.getMessage()));
        }
    }

    private static ZoneId zone(String zone) {
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new InvalidCron("invalid timezone", "must be the name of an IANA zone, such as Europe/Berlin or UTC");
        }
        return ZoneId.of(zone);
    }
}
