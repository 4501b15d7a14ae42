package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Outcomes.RunOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Each run is one worker's, runs once, and what came of it is not forgotten. */
final class RunsRule implements Rule {
    private final Cluster cluster;
    private final Map<RunId, WorkerId> owners = new HashMap<>();
    private final Set<RunId> begun = new HashSet<>();

    RunsRule(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void changed(Statement statement, List<Change> changes) {
        for (Change change : changes) {
            boolean isDone = change.after().state() == JobState.COMPLETED;
            MovesRule.require(!isDone || begun.contains(change.was().run()), Promise.LEGAL_MOVES, change);
        }
        statement.outcomes().stream()
                .filter(each -> each.event() instanceof Event.FailForGood)
                .forEach(each -> checkFailed(statement.node(), each));
    }

    /** Only its handler's word fails a run for good, and a word that can't be stored. */
    private static void checkFailed(Node node, RunOutcome outcome) {
        RunId run = new RunId(outcome.job(), outcome.event().fence());
        if (!Objects.requireNonNull(node.planned().get(run)).mayFailForGood()) {
            throw new Broken(Promise.OUTCOMES_KEPT, node + " fails " + run + " for good, which did not");
        }
    }

    @Override
    public void told(Node node, List<Job> jobs) {
        for (Job job : jobs) {
            boolean isTheirs = job.lease()
                    .filter(lease -> lease.worker().equals(node.worker()))
                    .isPresent();
            if (!isTheirs || owners.putIfAbsent(job.run(), node.worker()) != null) {
                throw new Broken(Promise.FENCES_GROW, node + " was given " + job.run() + ", which is another's");
            }
        }
    }

    @Override
    public void heard(Node node, JobEvent event) {
        if (event instanceof JobEvent.RunStarted started
                && !begun.add(started.job().run())) {
            throw new Broken(
                    Promise.FENCES_GROW, node + " runs " + started.job().run() + " a second time");
        }
        if (event instanceof JobEvent.StaleWriteRefused refused) {
            checkRefused(node, refused.job().run());
            checkStale(node, refused);
        }
    }

    /** Nobody else can have completed it. */
    private void checkStale(Node node, JobEvent.StaleWriteRefused refused) {
        RunId run = refused.job().run();
        boolean hasCompleted = refused.outcome() instanceof Event.Complete
                && cluster.store().find(run.job()).stream()
                        .anyMatch(job ->
                                job.state() == JobState.COMPLETED && job.run().equals(run));
        if (hasCompleted) {
            throw new Broken(Promise.OUTCOMES_KEPT, node + " calls stale that " + run + " completed, which it wrote");
        }
    }

    private void checkRefused(Node node, RunId run) {
        boolean isOwner = cluster.store().find(run.job()).stream()
                .anyMatch(job -> job.state() == JobState.RUNNING && job.run().equals(run));
        if (isOwner) {
            throw new Broken(Promise.OUTCOMES_KEPT, node + " dropped the outcome of " + run + ", which it owns");
        }
    }
}
