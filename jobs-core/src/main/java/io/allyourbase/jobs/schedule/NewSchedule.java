package io.allyourbase.jobs.schedule;

import io.allyourbase.jobs.job.Attempts;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.Text;
import io.allyourbase.jobs.payload.Payload;

/** A schedule to create. Immutable. Whether its expression parses and its zone exists is checked when it is created. */
public record NewSchedule(
        String name,
        JobType jobType,
        String cronExpr,
        String timezone,
        Payload payload,
        boolean enabled,
        int maxAttempts,
        CatchUp catchUp,
        Overlap overlap) {
    /**
     * @throws io.allyourbase.jobs.error.InvalidInput when the name is blank or longer than 100 characters, or
     *     maxAttempts is out of range
     */
    public NewSchedule {
        Text.name("name", name);
        Attempts.checkMax("maxAttempts", maxAttempts);
    }

    /** A builder: in UTC, with an empty payload, enabled. */
    public static Builder builder(String name, JobType jobType, String cronExpr) {
        return new Builder(name, jobType, cronExpr);
    }

    /** Collects options. Not safe for use by many threads. */
    public static final class Builder {
        private final String name;
        private final JobType jobType;
        private final String cronExpr;
        private String timezone = "UTC";
        private Payload payload = Payload.EMPTY;
        private boolean enabled = true;
        private int maxAttempts = NewJob.DEFAULT_MAX_ATTEMPTS;
        private CatchUp catchUp = CatchUp.ONCE;
        private Overlap overlap = Overlap.ALLOW;

        private Builder(String name, JobType jobType, String cronExpr) {
            this.name = name;
            this.jobType = jobType;
            this.cronExpr = cronExpr;
        }

        /** The IANA zone in which the expression is read. */
        public Builder timezone(String timezone) {
            this.timezone = timezone;
            return this;
        }

        public Builder payload(Payload payload) {
            this.payload = payload;
            return this;
        }

        /** Creates it without starting it. */
        public Builder disabled() {
            this.enabled = false;
            return this;
        }

        /** Of each of its jobs; from 1 to {@link Attempts#LIMIT}. */
        public Builder maxAttempts(int maxAttempts) {
            this.maxAttempts = maxAttempts;
            return this;
        }

        public Builder catchUp(CatchUp catchUp) {
            this.catchUp = catchUp;
            return this;
        }

        public Builder overlap(Overlap overlap) {
            this.overlap = overlap;
            return this;
        }

        /** As the constructor. */
        public NewSchedule build() {
            return new NewSchedule(name, jobType, cronExpr, timezone, payload, enabled, maxAttempts, catchUp, overlap);
        }
    }
}
