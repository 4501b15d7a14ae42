package io.allyourbase.jobs.port;

/** Everything that an engine and its operators need of a place where jobs are kept. */
public interface Store {
    JobQueue queue();

    /** The engine's side. */
    Work work();

    JobAdmin admin();

    JobStats stats();

    Schedules schedules();

    /** What an engine alone uses; an instance belongs to one engine. */
    record Work(
            Claims claims,
            Outcomes outcomes,
            Leases leases,
            ScheduleTicks ticks,
            Retention retention,
            Wakeups wakeups) {}
}
