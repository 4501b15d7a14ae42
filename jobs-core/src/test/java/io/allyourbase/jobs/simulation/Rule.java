package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.job.Job;
import java.util.List;

/** Watches over promises. Each method throws {@link Broken} when one is broken. */
interface Rule {
    /** The statement has changed so much. */
    default void changed(Statement statement, List<Change> changes) {}

    /** The node learned that its claim took these. */
    default void told(Node node, List<Job> jobs) {}

    /** The node's engine said this. */
    default void heard(Node node, JobEvent event) {}

    /** Time has passed. */
    default void look() {}
}
