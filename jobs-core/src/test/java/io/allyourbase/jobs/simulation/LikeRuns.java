package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.port.Runs;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Runs as they are, to be changed in one thing. */
class LikeRuns implements Runs {
    private final Runs runs;

    LikeRuns(Runs runs) {
        this.runs = runs;
    }

    @Override
    public Map<RunId, Fate> fates(Collection<RunId> asked) {
        return runs.fates(asked);
    }

    @Override
    public Set<RunId> cancelAsked(Collection<RunId> asked) {
        return runs.cancelAsked(asked);
    }
}
