package io.allyourbase.jobs.engine.run;

import io.allyourbase.jobs.job.RunId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The runs whose leases this process must keep: each from its claim until its outcome is written. */
public final class RunningJobs {
    private final Map<RunId, ActiveRun> runs = new ConcurrentHashMap<>();
    /** Those that are no longer among them, although their handlers were at work when they left. */
    private final Set<ActiveRun> outlived = ConcurrentHashMap.newKeySet();

    void add(ActiveRun run) {
        runs.put(run.job().run(), run);
    }

    /** Its outcome is written, or refused. */
    public void remove(RunId run) {
        ActiveRun removed = runs.remove(run);
        if (removed != null && removed.isAtWork()) {
            outlived.add(removed);
        }
    }

    public Collection<ActiveRun> all() {
        return runs.values();
    }

    /** Which they are, just now. */
    Set<RunId> known() {
        return new HashSet<>(runs.keySet());
    }

    /** Those whose handlers have known by then that they no longer own the job, and are at work. */
    List<ActiveRun> outlivedSince(long moment) {
        outlived.removeIf(run -> !run.isAtWork());
        // In this order, for they go from one to the other.
        return Stream.concat(runs.values().stream(), outlived.stream())
                .filter(run -> run.isOutlivedSince(moment))
                .distinct()
                .toList();
    }
}
