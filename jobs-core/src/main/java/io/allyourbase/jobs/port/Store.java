package io.allyourbase.jobs.port;

/** Everything that an engine and its operators need of a place where jobs are kept. */
public interface Store {
    JobQueue queue();

    /** The engine's side. */
    Work work();

    JobAdmin admin();

    JobStats stats();

    BulkActions bulk();

    JobInsight insight();

    Schedules schedules();

    /** What an engine alone uses; an instance belongs to one engine. */
    record Work(
            Claims claims,
            Outcomes outcomes,
            Leases leases,
            Runs runs,
            ScheduleTicks ticks,
            Retention retention,
            Wakeups wakeups,
            Presence presence) {
        /** The same with other claims. */
        public Work with(Claims other) {
            return new Work(other, outcomes, leases, runs, ticks, retention, wakeups, presence);
        }

        /** The same with other outcomes. */
        public Work with(Outcomes other) {
            return new Work(claims, other, leases, runs, ticks, retention, wakeups, presence);
        }

        /** The same with other runs. */
        public Work with(Runs other) {
            return new Work(claims, outcomes, leases, other, ticks, retention, wakeups, presence);
        }

        /** The same with other leases. */
        public Work with(Leases other) {
            return new Work(claims, outcomes, other, runs, ticks, retention, wakeups, presence);
        }
    }
}
