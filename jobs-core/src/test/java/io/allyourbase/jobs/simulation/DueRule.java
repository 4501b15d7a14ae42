package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Polling alone finds what is due, soon. */
final class DueRule implements Rule {
    private static final long BETWEEN_LOOKS = Duration.ofMillis(50).toNanos();
    private static final Duration NAP = Duration.ofMillis(500);

    private final Cluster cluster;
    /** Since when each job that is due has been. */
    private final Map<JobId, Long> dueSince = new HashMap<>();

    private long nextLookAt;

    DueRule(Cluster cluster) {
        this.cluster = cluster;
    }

    /** How long a worker with a free slot may leave a due job: a jittered poll, a nap, and some time for statements. */
    static Duration patience(Node node) {
        Duration poll = node.traits().config().pollInterval();
        return poll.plus(poll.dividedBy(10)).plus(NAP).plus(Duration.ofSeconds(1));
    }

    @Override
    public void look() {
        if (cluster.now() < nextLookAt) {
            return;
        }
        nextLookAt = cluster.now() + BETWEEN_LOOKS;
        Instant now = cluster.store().now();
        for (Job job : cluster.store().jobs()) {
            if (job.state() == JobState.QUEUED && !job.runAt().isAfter(now)) {
                check(job, dueSince.computeIfAbsent(job.id(), id -> cluster.now()));
            } else {
                dueSince.remove(job.id());
            }
        }
    }

    private void check(Job job, long due) {
        for (Node node : cluster.alive()) {
            if (!node.isClosing() && handles(node, job) && couldHaveRun(node, due)) {
                throw new Broken(Promise.DUE_RUNS, node + " leaves " + job.id() + ", due since " + job.runAt());
            }
        }
    }

    private static boolean handles(Node node, Job job) {
        return node.traits().queues().contains(job.queue())
                && node.traits().types().contains(job.type());
    }

    private boolean couldHaveRun(Node node, long due) {
        long free = node.slotFreeSince();
        long back = cluster.hinderedAt(node) + LeasesRule.COMES_BACK.toNanos();
        long since = Math.max(due, Math.max(free, back));
        return cluster.now() - patience(node).toNanos() > since;
    }
}
