package io.allyourbase.jobs.lifecycle;

/** Why an event changes nothing. */
public enum Refusal {
    /** The job is in no state in which this can happen. */
    WRONG_STATE,
    /** Whoever says so is not, or no longer, the run's owner. */
    STALE_FENCE,
    /** The job is not due yet. */
    NOT_DUE,
    /** The lease has not run out. */
    LEASE_HELD
}
