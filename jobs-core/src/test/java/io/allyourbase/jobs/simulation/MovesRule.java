package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.Lease;
import io.allyourbase.jobs.simulation.Statement.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How each kind of statement may move a job. Says it in its own words, not in those of the state machine. */
final class MovesRule implements Rule {
    private final Cluster cluster;

    MovesRule(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void changed(Statement statement, List<Change> changes) {
        changes.forEach(change -> check(statement, change));
    }

    private void check(Statement statement, Change change) {
        if (change.before().isEmpty()) {
            checkNew(statement.kind(), change.after());
            return;
        }
        Job before = change.was();
        Job after = change.after();
        boolean isRetry = statement.kind() == Kind.RETRY && before.state() == JobState.FAILED;
        require(!before.state().terminal() || isRetry, Promise.ENDED_STAYS, change);
        require(isLegal(statement.kind(), before.state(), after.state()), Promise.LEGAL_MOVES, change);
        checkFence(statement.kind(), change);
        checkAttempts(change);
        checkTimes(statement, change);
        require(after.lease().isPresent() == (after.state() == JobState.RUNNING), Promise.LEGAL_MOVES, change);
        require(after.finishedAt().isPresent() == after.state().terminal(), Promise.LEGAL_MOVES, change);
    }

    private void checkNew(Kind kind, Job job) {
        Change change = new Change(Optional.empty(), job);
        require(kind == Kind.ENQUEUE || kind == Kind.FIRE, Promise.LEGAL_MOVES, change);
        require(job.state() == JobState.QUEUED && job.attempts().used() == 0, Promise.LEGAL_MOVES, change);
        require(job.fence().equals(Fence.NONE), Promise.FENCES_GROW, change);
    }

    private static boolean isLegal(Kind kind, JobState before, JobState after) {
        return switch (kind) {
            case CLAIM -> before == JobState.QUEUED && after == JobState.RUNNING;
            case GIVE_BACK -> before == JobState.RUNNING && after == JobState.QUEUED;
            case WRITE -> before == JobState.RUNNING && after != JobState.RUNNING;
            case RENEW -> before == JobState.RUNNING && after == JobState.RUNNING;
            case RECOVER -> before == JobState.RUNNING && (after == JobState.QUEUED || after == JobState.FAILED);
            case CANCEL -> before == JobState.QUEUED && after == JobState.CANCELED;
            case RETRY -> before == JobState.FAILED && after == JobState.QUEUED;
            case RUN_NOW -> before == JobState.QUEUED && after == JobState.QUEUED;
            case ENQUEUE, FIRE, EDIT, READ -> false;
        };
    }

    private static void checkFence(Kind kind, Change change) {
        Fence before = change.was().fence();
        Fence expected = kind == Kind.CLAIM ? before.next() : before;
        require(change.after().fence().equals(expected), Promise.FENCES_GROW, change);
    }

    /** The store counts by itself; what each kind of end costs, {@link OutcomesRule} knows. */
    private static void checkAttempts(Change change) {
        int used = change.after().attempts().used();
        int max = change.after().attempts().max();
        boolean isSpent = used >= max;
        require(used >= 0 && used <= max, Promise.ATTEMPTS_COUNTED, change);
        require(change.after().state() != JobState.QUEUED || !isSpent, Promise.ATTEMPTS_COUNTED, change);
        require(max == change.was().attempts().max(), Promise.ATTEMPTS_COUNTED, change);
    }

    private void checkTimes(Statement statement, Change change) {
        Instant now = cluster.store().now();
        if (statement.kind() == Kind.CLAIM) {
            require(!change.was().runAt().isAfter(now), Promise.STORE_TIME, change);
            require(
                    change.after().attempts().used() == change.was().attempts().used() + 1,
                    Promise.ATTEMPTS_COUNTED,
                    change);
        }
        if (statement.kind() == Kind.CLAIM || statement.kind() == Kind.RENEW) {
            Lease lease = change.after().lease().orElseThrow();
            require(lease.until().equals(now.plus(cluster.lease())), Promise.STORE_TIME, change);
            require(lease.worker().equals(statement.node().worker()), Promise.FENCES_GROW, change);
        }
        if (statement.kind() == Kind.RUN_NOW) {
            // One that was due already does not change, and so is none.
            boolean wasLater = change.was().runAt().isAfter(now);
            require(wasLater && change.after().runAt().equals(now), Promise.STORE_TIME, change);
        }
        if (statement.kind() == Kind.RENEW) {
            require(statement.runs().contains(change.was().run()), Promise.STALE_REFUSED, change);
        }
        if (statement.kind() == Kind.RECOVER) {
            require(!change.was().lease().orElseThrow().until().isAfter(now), Promise.LEASES_KEPT, change);
        }
    }

    static void require(boolean holds, Promise promise, Change change) {
        if (!holds) {
            throw new Broken(promise, change.toString());
        }
    }
}
