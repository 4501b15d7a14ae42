package io.allyourbase.jobs.engine.tick;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.port.ScheduleTicks;
import io.allyourbase.jobs.port.ScheduleTicks.Advance;
import io.allyourbase.jobs.port.ScheduleTicks.Fired;
import io.allyourbase.jobs.schedule.DueFires;
import io.allyourbase.jobs.schedule.Schedule;
import io.allyourbase.jobs.schedule.cron.CronRecurrence;
import io.allyourbase.jobs.schedule.cron.InvalidCron;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the jobs of due schedules. Any number of processes tick at once, and each fire time makes one job. */
public final class ScheduleTicker implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleTicker.class);
    private static final int BATCH = 100;
    private static final Duration SHORTEST_GRACE = Duration.ofSeconds(60);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    /** Others may hold what is due, and for long. */
    private static final Duration WHILE_HELD = Duration.ofSeconds(1);

    private final ScheduleTicks ticks;
    private final Events events;
    private final Duration tick;
    private final Duration grace;

    public ScheduleTicker(ScheduleTicks ticks, Events events, Duration tick) {
        this.ticks = ticks;
        this.events = events;
        this.tick = tick;
        Duration two = tick.multipliedBy(2);
        this.grace = two.compareTo(SHORTEST_GRACE) > 0 ? two : SHORTEST_GRACE;
    }

    /** Most often none is due, and every process asks: one question is enough then. */
    @Override
    public Duration step() {
        Duration next = ticks.untilNextDue().orElse(tick);
        if (next.isZero()) {
            return fireDue();
        }
        return next.compareTo(tick) < 0 ? next : tick;
    }

    private Duration fireDue() {
        ScheduleTicks.Due due = ticks.due(BATCH);
        List<Advance> advances = new ArrayList<>();
        int disabled = 0;
        for (Schedule schedule : due.schedules()) {
            try {
                advances.add(advance(schedule, due.now()));
            } catch (InvalidCron e) {
                disabled += disable(schedule, e.getMessage() + ": " + e.detail());
            }
        }
        int advanced = advances.isEmpty() ? 0 : fire(advances);
        if (advanced + disabled == 0 && !due.schedules().isEmpty()) {
            return WHILE_HELD;
        }
        return due.schedules().size() == BATCH ? Duration.ZERO : SHORTEST_PAUSE;
    }

    private Advance advance(Schedule schedule, Instant now) {
        CronRecurrence recurrence = CronRecurrence.of(schedule.cronExpr(), schedule.timezone());
        Instant pending = schedule.nextRunAt().orElseThrow();
        DueFires fires = DueFires.at(now, pending, recurrence, schedule.catchUp(), grace);
        return new Advance(schedule, fires.fires(), fires.next());
    }

    /** Answers how many were advanced: one may well make no job. */
    private int fire(List<Advance> advances) {
        ScheduleTicks.Advanced advanced = ticks.fire(advances);
        for (Fired each : advanced.fired()) {
            events.emit(new JobEvent.ScheduleFired(each.schedule().id(), each.fireTime(), each.job()));
        }
        return advanced.schedules();
    }

    private int disable(Schedule schedule, String problem) {
        if (!ticks.disable(schedule, problem)) {
            return 0;
        }
        LOG.warn("schedule {} is disabled: {}", schedule.name(), problem);
        events.emit(new JobEvent.ScheduleDisabled(schedule.id(), problem));
        return 1;
    }
}
