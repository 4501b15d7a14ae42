package io.allyourbase.jobs.explain;

import java.util.Locale;

/** Why a job is where it is, in one word. */
public enum Reason {
    /** Queued, and its time has not come. */
    DUE_LATER,
    /** Due, but no live worker takes its queue and type. */
    NO_WORKER,
    /** Due, with others before it. */
    WAITING_FOR_SLOT,
    /** Due, and first in line. */
    DUE_NOW,
    RUNNING,
    /** Running by name only: its worker is gone, and recovery is due. */
    LEASE_EXPIRED,
    COMPLETED,
    FAILED,
    CANCELED;

    /** The word for it on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
