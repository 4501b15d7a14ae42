package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobBuilder;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.port.ScheduleTicks;
import io.allyourbase.jobs.schedule.Overlap;
import io.allyourbase.jobs.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class InMemoryTicks implements ScheduleTicks {
    private final InMemoryTables tables;

    InMemoryTicks(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Due due(int limit) {
        synchronized (tables) {
            Instant now = tables.now();
            List<Schedule> due = waiting()
                    .filter(schedule -> !nextRunAt(schedule).isAfter(now))
                    .sorted(Comparator.comparing(InMemoryTicks::nextRunAt))
                    .limit(limit)
                    .toList();
            return new Due(now, due);
        }
    }

    @Override
    public Advanced fire(List<Advance> advances) {
        synchronized (tables) {
            List<List<Fired>> fired = advances.stream()
                    .filter(advance -> isAsObserved(advance.observed()))
                    .map(this::advance)
                    .toList();
            return new Advanced(
                    fired.size(), fired.stream().flatMap(List::stream).toList());
        }
    }

    @Override
    public boolean disable(Schedule observed, String problem) {
        synchronized (tables) {
            if (!isAsObserved(observed)) {
                return false;
            }
            put(observed.disabledFor(problem, tables.now()));
            return true;
        }
    }

    @Override
    public Optional<Duration> untilNextDue() {
        synchronized (tables) {
            return waiting()
                    .map(InMemoryTicks::nextRunAt)
                    .min(Instant::compareTo)
                    .map(next -> InMemoryRuns.until(tables.now(), next));
        }
    }

    private List<Fired> advance(Advance advance) {
        Schedule schedule = advance.observed();
        List<Fired> fired = new ArrayList<>();
        for (Instant fireTime : advance.fires()) {
            if (mayFire(schedule, fireTime)) {
                fired.add(insert(schedule, fireTime));
            }
        }
        Optional<Instant> last = fired.stream().map(Fired::fireTime).max(Instant::compareTo);
        put(schedule.advanced(advance.next(), last.or(schedule::lastRunAt), tables.now()));
        return fired;
    }

    private boolean mayFire(Schedule schedule, Instant fireTime) {
        return tables.jobs().stream()
                .filter(job -> job.scheduleId().equals(Optional.of(schedule.id())))
                .noneMatch(job -> job.fireTime().equals(Optional.of(fireTime))
                        || (schedule.overlap() == Overlap.SKIP && !job.state().terminal()));
    }

    private Fired insert(Schedule schedule, Instant fireTime) {
        NewJob newJob = NewJob.builder(schedule.jobType())
                .payload(schedule.payload())
                .maxAttempts(schedule.maxAttempts())
                .build();
        Job job = new JobBuilder(tables.ids().next(), newJob, tables.now())
                .scheduleId(schedule.id())
                .fireTime(fireTime)
                .build();
        tables.put(job);
        return new Fired(schedule, fireTime, job.id());
    }

    private boolean isAsObserved(Schedule observed) {
        ScheduleId id = observed.id();
        return Optional.ofNullable(tables.schedules.get(id))
                .filter(now ->
                        now.version() == observed.version() && now.nextRunAt().equals(observed.nextRunAt()))
                .isPresent();
    }

    private void put(Schedule schedule) {
        tables.schedules.put(schedule.id(), schedule);
    }

    private Stream<Schedule> waiting() {
        return tables.schedules.values().stream()
                .filter(schedule -> schedule.enabled() && schedule.nextRunAt().isPresent());
    }

    private static Instant nextRunAt(Schedule schedule) {
        return schedule.nextRunAt().orElseThrow();
    }
}
