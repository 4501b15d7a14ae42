package io.allyourbase.jobs.port;

import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.schedule.NewSchedule;
import io.allyourbase.jobs.schedule.Schedule;
import io.allyourbase.jobs.schedule.ScheduleChange;
import java.util.List;
import java.util.Optional;

/** What operators do with schedules. */
public interface Schedules {
    /** All of them, by name. */
    List<Schedule> list();

    Optional<Schedule> find(ScheduleId id);

    /**
     * Creates a schedule; its next fire time is the first after now.
     *
     * @return empty when the name is taken
     * @throws io.allyourbase.jobs.schedule.cron.InvalidCron when the expression or the zone is invalid
     */
    Optional<Schedule> create(NewSchedule schedule);

    /**
     * Edits a schedule.
     *
     * @throws io.allyourbase.jobs.schedule.cron.InvalidCron when the expression or the zone is invalid, also for a
     *     schedule that is not there
     */
    Edit update(ScheduleId id, ScheduleChange change);

    /**
     * Makes a job of a schedule now, enabled or not and whatever its overlap says. The schedule's own times stay as
     * they are, and the job stands for none of them.
     *
     * @return empty when there is no such schedule
     */
    Optional<JobId> run(ScheduleId id);

    /** Deletes a schedule; its jobs stay. False when there is none. Its name is not seeded again. */
    boolean delete(ScheduleId id);

    /** Creates those that are missing and were not deleted; those that exist stay as they are. */
    void seed(List<NewSchedule> defaults);

    /** What became of an edit. */
    sealed interface Edit {
        record Done(Schedule schedule) implements Edit {}

        record NotFound() implements Edit {}

        /** The schedule no longer has the version that the change expected. */
        record Conflict(Schedule current) implements Edit {}
    }
}
