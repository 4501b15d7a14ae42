package io.allyourbase.jobs.postgres.cleanup;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.schedule.NewSchedule;
import java.util.List;

/** When the built-in jobs run, unless an operator says otherwise. In UTC. */
public final class DefaultSchedules {
    private DefaultSchedules() {}

    /** All four, whose jobs have that many attempts. */
    public static List<NewSchedule> of(int maxAttempts) {
        return List.of(
                schedule("session_cleanup_hourly", BuiltInJobs.SESSIONS, "0 * * * *", maxAttempts),
                schedule("webhook_delivery_prune_daily", BuiltInJobs.DELIVERIES, "0 3 * * *", maxAttempts),
                schedule("expired_oauth_cleanup_daily", BuiltInJobs.OAUTH, "0 4 * * *", maxAttempts),
                schedule("expired_auth_cleanup_daily", BuiltInJobs.AUTH, "0 5 * * *", maxAttempts));
    }

    private static NewSchedule schedule(String name, JobDefinition<?> job, String cron, int maxAttempts) {
        return NewSchedule.builder(name, job.type(), cron)
                .maxAttempts(maxAttempts)
                .build();
    }
}
