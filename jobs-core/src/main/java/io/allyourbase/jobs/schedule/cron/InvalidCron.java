package io.allyourbase.jobs.schedule.cron;

import io.allyourbase.jobs.error.JobsException;

/** An expression that is not a cron expression, or a zone that does not exist. The detail says what is wrong. */
public final class InvalidCron extends JobsException {
    private final String detail;

    InvalidCron(String message, String detail) {
        super(message);
        this.detail = detail;
    }

    /** What is wrong with the value, and what is allowed. */
    public String detail() {
        return detail;
    }
}
