package io.allyourbase.jobs.port;

import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the scheduler does with schedules. Any number of processes may tick at once: each fire time makes one job. */
public interface ScheduleTicks {
    /** At most {@code limit} enabled schedules whose next fire time has come, the longest due first. */
    Due due(int limit);

    /**
     * Advances each schedule and inserts its jobs in one transaction. An advance whose schedule was edited or advanced
     * since it was read, or is held by another just now, changes nothing; so does a fire that its schedule's overlap
     * policy drops, or that has a job.
     */
    Advanced fire(List<Advance> advances);

    /**
     * Disables a schedule that can't be read, with the problem shown on it, unless it was edited since or another holds
     * it just now.
     */
    boolean disable(Schedule observed, String problem);

    /** How long until the next fire time of any; empty when there is none. */
    Optional<Duration> untilNextDue();

    /** The schedules due at {@code now} by the database's clock. */
    record Due(Instant now, List<Schedule> schedules) {}

    /** A schedule as it was observed, the fire times to make jobs for, and the one after those; empty when it has none. */
    record Advance(Schedule observed, List<Instant> fires, Optional<Instant> next) {}

    /** How many schedules were advanced, and the jobs that were made: some make none, others many. */
    record Advanced(int schedules, List<Fired> fired) {}

    /** A fire time and the job it made. */
    record Fired(Schedule schedule, Instant fireTime, JobId job) {}
}
