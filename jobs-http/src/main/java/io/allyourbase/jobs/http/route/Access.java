package io.allyourbase.jobs.http.route;

/** What a route asks for before it answers. */
public enum Access {
    /** Nothing. */
    OPEN,
    /** The admin token. */
    TOKEN,
    /** The admin token, and that jobs are enabled. */
    JOBS
}
