package io.allyourbase.jobs.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Which fire times of a due schedule make jobs now, oldest first, and which one comes after them. Pure.
 *
 * @param next the first fire time after now; empty when there is none
 */
public record DueFires(List<Instant> fires, Optional<Instant> next) {
    private static final Duration FIRST_WINDOW = Duration.ofHours(1);

    /**
     * Decides.
     *
     * @param pending the fire time that the schedule waits for, at or before now
     * @param grace how late a fire time may be and still not count as missed, for {@link CatchUp.Skip}
     */
    public static DueFires at(Instant now, Instant pending, Recurrence recurrence, CatchUp catchUp, Duration grace) {
        return new DueFires(fires(now, pending, recurrence, catchUp, grace), recurrence.next(now));
    }

    private static List<Instant> fires(
            Instant now, Instant pending, Recurrence recurrence, CatchUp catchUp, Duration grace) {
        if (catchUp instanceof CatchUp.All all) {
            return newest(all.cap(), now, pending, recurrence);
        }
        List<Instant> newest = newest(1, now, pending, recurrence);
        boolean missed = newest.get(0).isBefore(now.minus(grace));
        return catchUp instanceof CatchUp.Skip && missed ? List.of() : newest;
    }

    /**
     * The newest fire times from pending to now, at most {@code count}. Looks back from now through windows that
     * double, so that a week of missed minutes costs no more than the few that are wanted.
     */
    private static List<Instant> newest(int count, Instant now, Instant pending, Recurrence recurrence) {
        Duration window = FIRST_WINDOW;
        while (now.minus(window).isAfter(pending)) {
            List<Instant> fires = between(now.minus(window), now, count, recurrence, new ArrayDeque<>());
            if (fires.size() == count) {
                return fires;
            }
            window = window.multipliedBy(2);
        }
        Deque<Instant> fires = new ArrayDeque<>();
        fires.add(pending);
        return between(pending, now, count, recurrence, fires);
    }

    private static List<Instant> between(
            Instant after, Instant now, int count, Recurrence recurrence, Deque<Instant> fires) {
        Optional<Instant> fire = recurrence.next(after);
        while (fire.isPresent() && !fire.get().isAfter(now)) {
            fires.addLast(fire.get());
            if (fires.size() > count) {
                fires.removeFirst();
            }
            fire = recurrence.next(fire.get());
        }
        return new ArrayList<>(fires);
    }
}
