package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.port.Outcomes.RunOutcome;
import io.allyourbase.jobs.simulation.Statement.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a batch of outcomes does, and what each end costs. */
final class OutcomesRule implements Rule {
    private final Cluster cluster;

    OutcomesRule(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void changed(Statement statement, List<Change> changes) {
        for (Change change : changes) {
            if (statement.kind() == Kind.WRITE) {
                checkEnd(statement, change);
            } else if (change.before().isPresent()) {
                MovesRule.require(
                        refunded(change) == refund(statement.kind(), change), Promise.ATTEMPTS_COUNTED, change);
            }
        }
        if (statement.kind() == Kind.WRITE && !changes.isEmpty()) {
            checkWhole(statement, changes);
        }
    }

    private static int refunded(Change change) {
        return change.was().attempts().used() - change.after().attempts().used();
    }

    private static int refund(Kind kind, Change change) {
        return switch (kind) {
            case CLAIM -> -1;
            case GIVE_BACK -> 1;
            case RETRY -> change.was().attempts().used();
            case RENEW, RECOVER, CANCEL, RUN_NOW, ENQUEUE, FIRE, EDIT, READ, WRITE -> 0;
        };
    }

    private static void checkEnd(Statement statement, Change change) {
        Job before = change.was();
        Optional<RunOutcome> said = statement.outcomes().stream()
                .filter(each ->
                        each.job().equals(before.id()) && each.event().fence().equals(before.fence()))
                .findFirst();
        MovesRule.require(said.isPresent(), Promise.STALE_REFUSED, change);
        Event.ByOwner event = said.orElseThrow().event();
        MovesRule.require(change.after().state() == end(event, before), Promise.LEGAL_MOVES, change);
        boolean isRefunded = event instanceof Event.Snooze || event instanceof Event.Release;
        MovesRule.require(refunded(change) == (isRefunded ? 1 : 0), Promise.ATTEMPTS_COUNTED, change);
    }

    private static JobState end(Event.ByOwner event, Job before) {
        if (event instanceof Event.Complete) {
            return JobState.COMPLETED;
        }
        if (event instanceof Event.Stop) {
            return JobState.CANCELED;
        }
        boolean isLast = before.attempts().used() == before.attempts().max();
        boolean fails = event instanceof Event.FailForGood || (event instanceof Event.Fail && isLast);
        return fails ? JobState.FAILED : JobState.QUEUED;
    }

    /** When any of a batch took effect, then all did whose run was still its owner's. */
    private void checkWhole(Statement statement, List<Change> changes) {
        Set<RunId> ended = new HashSet<>();
        changes.forEach(change -> ended.add(change.was().run()));
        for (RunOutcome outcome : statement.outcomes()) {
            RunId run = new RunId(outcome.job(), outcome.event().fence());
            boolean isStillRunning = cluster.store().find(outcome.job()).stream()
                    .anyMatch(
                            job -> job.state() == JobState.RUNNING && job.run().equals(run));
            if (isStillRunning) {
                throw new Broken(Promise.BATCHES_WHOLE, ended + " were written and " + run + " was not");
            }
        }
    }
}
