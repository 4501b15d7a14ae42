package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.job.JobBuilder;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.port.Schedules;
import io.allyourbase.jobs.schedule.NewSchedule;
import io.allyourbase.jobs.schedule.Schedule;
import io.allyourbase.jobs.schedule.ScheduleChange;
import io.allyourbase.jobs.schedule.cron.CronRecurrence;
import io.allyourbase.jobs.schedule.cron.ScheduleEdit;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class InMemorySchedules implements Schedules {
    private final InMemoryTables tables;

    InMemorySchedules(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Schedule> list() {
        synchronized (tables) {
            return tables.schedules.values().stream()
                    .sorted(Comparator.comparing(Schedule::name))
                    .toList();
        }
    }

    @Override
    public Optional<Schedule> find(ScheduleId id) {
        synchronized (tables) {
            return Optional.ofNullable(tables.schedules.get(id));
        }
    }

    @Override
    public Optional<Schedule> create(NewSchedule schedule) {
        synchronized (tables) {
            Instant now = tables.now();
            Optional<Instant> first = CronRecurrence.of(schedule.cronExpr(), schedule.timezone())
                    .next(now)
                    .filter(fire -> schedule.enabled());
            if (isTaken(schedule.name())) {
                return Optional.empty();
            }
            Schedule created = new Schedule(
                    new ScheduleId(tables.ids().uuid()),
                    schedule.name(),
                    schedule.jobType(),
                    schedule.payload(),
                    schedule.cronExpr(),
                    schedule.timezone(),
                    schedule.enabled(),
                    schedule.maxAttempts(),
                    schedule.catchUp(),
                    schedule.overlap(),
                    first,
                    Optional.empty(),
                    1,
                    Optional.empty(),
                    now,
                    now);
            tables.schedules.put(created.id(), created);
            tables.deletedSchedules.remove(created.name());
            return Optional.of(created);
        }
    }

    @Override
    public Edit update(ScheduleId id, ScheduleChange change) {
        ScheduleEdit.check(change);
        synchronized (tables) {
            Schedule before = tables.schedules.get(id);
            if (before == null) {
                return new Edit.NotFound();
            }
            if (change.expectedVersion()
                    .filter(version -> version != before.version())
                    .isPresent()) {
                return new Edit.Conflict(before);
            }
            Schedule after = ScheduleEdit.of(before, change, tables.now());
            tables.schedules.put(id, after);
            return new Edit.Done(after);
        }
    }

    @Override
    public Optional<JobId> run(ScheduleId id) {
        synchronized (tables) {
            return find(id).map(schedule -> {
                NewJob job = NewJob.builder(schedule.jobType())
                        .payload(schedule.payload())
                        .maxAttempts(schedule.maxAttempts())
                        .build();
                JobId made = tables.ids().next();
                tables.put(
                        new JobBuilder(made, job, tables.now()).scheduleId(id).build());
                return made;
            });
        }
    }

    @Override
    public boolean delete(ScheduleId id) {
        synchronized (tables) {
            Schedule deleted = tables.schedules.remove(id);
            if (deleted == null) {
                return false;
            }
            return tables.deletedSchedules.add(deleted.name());
        }
    }

    @Override
    public void seed(List<NewSchedule> defaults) {
        synchronized (tables) {
            defaults.stream()
                    .filter(each -> !tables.deletedSchedules.contains(each.name()))
                    .forEach(this::create);
        }
    }

    private boolean isTaken(String name) {
        return tables.schedules.values().stream().anyMatch(each -> each.name().equals(name));
    }
}
