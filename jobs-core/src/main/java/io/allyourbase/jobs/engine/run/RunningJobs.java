package io.allyourbase.jobs.engine.run;

import io.allyourbase.jobs.job.RunId;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The runs whose leases this process must keep: each from its claim until its outcome is written. */
public final class RunningJobs {
    private final Map<RunId, ActiveRun> runs = new ConcurrentHashMap<>();

    void add(ActiveRun run) {
        runs.put(run.job().run(), run);
    }

    /** Its outcome is written, or refused. */
    public void remove(RunId run) {
        runs.remove(run);
    }

    public Collection<ActiveRun> all() {
        return runs.values();
    }
}
