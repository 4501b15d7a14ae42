package io.allyourbase.jobs.lifecycle;

import io.allyourbase.jobs.job.Job;

/** What an event does to a job. */
public sealed interface Decision {
    /** The job moves, and is now this; or is so already. */
    record Moved(Job job) implements Decision {}

    /** The event is refused, and nothing changes. */
    record Refused(Refusal reason) implements Decision {}
}
