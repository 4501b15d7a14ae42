package io.allyourbase.jobs.host;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.event.Activity;
import io.allyourbase.jobs.port.Store;

/** A job queue as its host runs it: what an admin server is given. Safe for use by many threads. */
public interface Jobs {
    /** Where the jobs are. */
    Store store();

    /** The settings it runs by. */
    JobsConfig config();

    /** What it has done in this process. */
    Activity activity();

    /** How it is just now. Asks the database, and never throws. */
    Health health();
}
