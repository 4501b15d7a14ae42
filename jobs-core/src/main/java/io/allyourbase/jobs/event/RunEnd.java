package io.allyourbase.jobs.event;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.lifecycle.Event;
import java.util.Locale;

/** How a run ended, as its worker wrote it. */
public enum RunEnd {
    COMPLETED,
    /** It failed, and its job runs again. */
    RETRIED,
    /** It failed, and its job with it. */
    FAILED,
    SNOOZED,
    /** Its worker shut down. */
    RELEASED,
    CANCELED;

    /** In lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunEnd of(Job job, Event.ByOwner outcome) {
        if (outcome instanceof Event.Complete) {
            return COMPLETED;
        }
        if (outcome instanceof Event.Fail) {
            return job.attempts().spent() ? FAILED : RETRIED;
        }
        if (outcome instanceof Event.FailForGood) {
            return FAILED;
        }
        if (outcome instanceof Event.Snooze) {
            return SNOOZED;
        }
        return outcome instanceof Event.Stop ? CANCELED : RELEASED;
    }
}
