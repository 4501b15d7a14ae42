package io.allyourbase.jobs.job;

import io.allyourbase.jobs.name.WorkerId;
import java.time.Instant;

/** A run that failed, or whose lease ran out: kept with its job, so that every error stays readable. */
public record FailedRun(
        Fence fence, int attempt, WorkerId worker, Instant startedAt, Instant endedAt, String error, End end) {
    /** Who ended it. */
    public enum End {
        /** Its owner, who said that it failed. */
        BY_OWNER,
        /** Recovery, after its lease had run out: whether its handler did any work is not known. */
        BY_RECOVERY
    }

    /** How many a job keeps, the newest. */
    public static final int KEPT = 100;
}
