package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.schedule.CatchUp;
import io.allyourbase.jobs.schedule.Overlap;
import io.allyourbase.jobs.schedule.Schedule;
import io.allyourbase.jobs.simulation.Statement.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Each fire time makes one job, in its time, or later where all are to be caught up with, and a schedule only goes forward, but by an edit. */
final class FiresRule implements Rule {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final Map<Fire, JobId> fired = new HashMap<>();
    private final Map<ScheduleId, Instant> next = new HashMap<>();

    private record Fire(ScheduleId schedule, Instant time) {}

    FiresRule(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void changed(Statement statement, List<Change> changes) {
        if (next.isEmpty()) {
            cluster.store().schedules().forEach(schedule -> next.put(schedule.id(), waitsFor(schedule)));
        }
        if (statement.kind() != Kind.FIRE && statement.kind() != Kind.EDIT) {
            return;
        }
        changes.stream().map(Change::after).forEach(this::checkFire);
        cluster.store().schedules().forEach(schedule -> checkForward(statement.kind(), schedule));
    }

    private void checkFire(Job job) {
        Instant time = job.fireTime().orElseThrow();
        if (fired.putIfAbsent(new Fire(job.scheduleId().orElseThrow(), time), job.id()) != null) {
            throw new Broken(Promise.FIRES_ONCE, "a second job for " + time);
        }
        // It is looked at first, and made then: in between the clock may go back.
        if (time.isAfter(cluster.clocks().latest())) {
            throw new Broken(
                    Promise.FIRES_ONCE,
                    "a job for " + time + " at " + cluster.store().now());
        }
    }

    private void checkForward(Kind kind, Schedule schedule) {
        Instant now = waitsFor(schedule);
        Instant before = next.getOrDefault(schedule.id(), Instant.MIN);
        next.put(schedule.id(), now);
        if (kind == Kind.FIRE && now.isBefore(before)) {
            throw new Broken(Promise.FIRES_ONCE, schedule.name() + " went back from " + before + " to " + now);
        }
        if (kind == Kind.FIRE && before.isAfter(Instant.MIN) && schedule.overlap() == Overlap.ALLOW) {
            checkNoneMissed(schedule, before, now);
        }
    }

    private static Instant waitsFor(Schedule schedule) {
        return schedule.nextRunAt().orElse(Instant.MIN);
    }

    /** Schedules here fire each minute. */
    private void checkNoneMissed(Schedule schedule, Instant from, Instant next) {
        if (schedule.catchUp() instanceof CatchUp.All all) {
            Stream.iterate(next.minus(MINUTE), time -> !time.isBefore(from), time -> time.minus(MINUTE))
                    .limit(all.cap())
                    .filter(time -> !fired.containsKey(new Fire(schedule.id(), time)))
                    .forEach(time -> {
                        throw new Broken(Promise.FIRES_CAUGHT_UP, schedule.name() + " missed " + time);
                    });
        }
    }
}
