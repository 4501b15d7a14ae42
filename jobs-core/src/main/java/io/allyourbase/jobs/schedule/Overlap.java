package io.allyourbase.jobs.schedule;

/** What becomes of a fire time when an earlier job of its schedule has not ended. */
public enum Overlap {
    /** It makes its job all the same. The default. */
    ALLOW,
    /** It makes none. */
    SKIP
}
