package io.allyourbase.jobs.event;

import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.lifecycle.Event;
import java.util.Locale;

/** How a run ended, for its job. */
public enum RunEnd {
    COMPLETED,
    /** It failed, and its job runs again. */
    RETRIED,
    /** It failed, and its job with it. */
    FAILED,
    SNOOZED,
    /** Its worker shut down. */
    RELEASED,
    /** Its handler said so, or its job would have gone back to the queue once an operator had asked it to end. */
    CANCELED;

    /** In lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunEnd of(Event.ByOwner outcome, JobState state) {
        return switch (state) {
            case COMPLETED -> COMPLETED;
            case FAILED -> FAILED;
            case CANCELED -> CANCELED;
            case QUEUED, RUNNING -> wentBack(outcome);
        };
    }

    private static RunEnd wentBack(Event.ByOwner outcome) {
        if (outcome instanceof Event.Fail) {
            return RETRIED;
        }
        return outcome instanceof Event.Snooze ? SNOOZED : RELEASED;
    }
}
