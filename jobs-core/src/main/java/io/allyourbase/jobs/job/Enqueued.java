package io.allyourbase.jobs.job;

import io.allyourbase.jobs.name.JobId;

/** What became of an enqueue. */
public sealed interface Enqueued {
    /** The job that there now is: the new one, or the one that had the key or id already. */
    JobId id();

    /** A new job. */
    record Created(JobId id) implements Enqueued {}

    /** A job with this id, or this type and idempotency key, was there already; nothing was changed. */
    record Duplicate(JobId id) implements Enqueued {}
}
