package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.simulation.Statement.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jobs of a claim whose answer was lost: a worker that holds such gives them back as soon as it can. */
final class HoldingsRule implements Rule {
    private final Cluster cluster;
    private final Map<RunId, Held> untold = new LinkedHashMap<>();

    private record Held(Node by, long since) {}

    HoldingsRule(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void changed(Statement statement, List<Change> changes) {
        if (statement.kind() == Kind.CLAIM) {
            Held held = new Held(statement.node(), cluster.now());
            changes.forEach(change -> untold.put(change.after().run(), held));
        }
    }

    @Override
    public void told(Node node, List<Job> jobs) {
        jobs.forEach(job -> untold.remove(job.run()));
    }

    @Override
    public void look() {
        untold.keySet().removeIf(run -> !isRunning(run));
        untold.values().removeIf(held -> held.by.isGone() || held.by.isClosing());
        untold.forEach(this::check);
    }

    private boolean isRunning(RunId run) {
        return cluster.store().find(run.job()).stream()
                .anyMatch(job -> job.state() == JobState.RUNNING && job.run().equals(run));
    }

    private void check(RunId run, Held held) {
        Node node = held.by;
        long since = Math.max(held.since, cluster.hinderedAt(node));
        if (cluster.now() - since
                > LeasesRule.COMES_BACK.plus(DueRule.patience(node)).toNanos()) {
            throw new Broken(Promise.HOLDINGS_KNOWN, node + " still holds " + run + ", which it does not know of");
        }
    }
}
