package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.postgres.claim.BusyQueues.Line;
import io.allyourbase.jobs.postgres.cursor.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The cursor of each queue. */
final class Cursors {
    private static final int MANY_JOBS = 100;

    private final Map<QueueName, Cursor> byQueue = new HashMap<>();
    /** The last that the database told of the time by its clock. */
    private Optional<Instant> time = Optional.empty();

    Cursor of(QueueName queue) {
        return byQueue.computeIfAbsent(queue, name -> new Cursor());
    }

    /** Where a cursor goes on, in each priority. */
    interface Positions {
        List<Cursor.Position> of(Cursor cursor, long now);
    }

    /** All of these queues, in their order. */
    List<Stop> stops(List<QueueName> queues, long now, Positions where) {
        List<Stop> stops = new ArrayList<>();
        for (QueueName queue : queues) {
            where.of(of(queue), now).forEach(position -> stops.add(new Stop(queue, position)));
        }
        return stops;
    }

    List<Stop> stops(List<Line> lines, long now) {
        return lines.stream()
                .map(line -> new Stop(line.queue(), of(line.queue()).position(line.priority(), now)))
                .toList();
    }

    /** Those that start over at these stops. */
    Set<Cursor> atStart(List<Stop> stops) {
        return of(stops).stream().filter(Cursor::isAtStart).collect(Collectors.toSet());
    }

    /** A look at these stops was given up, at that time by the database's clock. Those that started over walked farthest. */
    void gaveUp(List<Stop> stops, long then, long now, Instant time) {
        told(time);
        Set<Cursor> atStart = atStart(stops);
        (atStart.isEmpty() ? of(stops) : atStart).forEach(cursor -> cursor.gaveUp(then, now, time));
    }

    private Set<Cursor> of(List<Stop> stops) {
        return stops.stream().map(stop -> of(stop.queue())).collect(Collectors.toSet());
    }

    /** These jobs were claimed, of so many that were asked for at these stops. */
    void claimed(List<Stop> stops, List<Job> jobs, int limit) {
        jobs.forEach(job -> of(job.queue()).passed(job));
        boolean isFull = jobs.size() >= Math.max(MANY_JOBS, limit);
        stops.forEach(stop -> tell(of(stop.queue()), isFull));
        jobs.stream().findFirst().flatMap(Job::lastRunAt).ifPresent(this::told);
        foundNoneDue(exhausted(stops, jobs, limit));
    }

    private static void tell(Cursor cursor, boolean isFull) {
        if (isFull) {
            cursor.cameFull();
        } else {
            cursor.cameShort();
        }
    }

    /** Those that have no more than the jobs: they are asked in order, up to the limit. */
    private static List<Stop> exhausted(List<Stop> stops, List<Job> jobs, int limit) {
        if (jobs.size() < limit) {
            return stops;
        }
        Set<Line> gave = jobs.stream().map(Line::of).collect(Collectors.toSet());
        int last = stops.size() - 1;
        while (last > 0 && !gave.contains(stops.get(last).line())) {
            last--;
        }
        return stops.subList(0, last);
    }

    /** The database told what time it is by its clock. */
    void told(Instant now) {
        time = Optional.of(now);
    }

    /** No more jobs are due at these stops than were claimed, since the database told the time. */
    void foundNoneDue(List<Stop> stops) {
        time.ifPresent(now -> stops.forEach(
                stop -> of(stop.queue()).foundNoneDue(stop.position().priority(), now)));
    }
}
