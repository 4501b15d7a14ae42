package io.allyourbase.jobs.port;

import io.allyourbase.jobs.job.RunId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What is known of the runs that a worker has under way. Changes nothing, and never waits for another's transaction. */
public interface Runs {
    /** What became of these runs. */
    Map<RunId, Fate> fates(Collection<RunId> runs);

    /** Those of these runs whose jobs are to be canceled by an operator's word. */
    Set<RunId> cancelAsked(Collection<RunId> runs);

    /** What became of a run. */
    enum Fate {
        /** It owns its job, and no transaction that would complete it is open. */
        OPEN,
        /** Another transaction holds its job: whether that completes it is not known yet. */
        IN_DOUBT,
        /** Its job has completed by it. */
        COMPLETED,
        /** It no longer owns its job. */
        LOST
    }
}
