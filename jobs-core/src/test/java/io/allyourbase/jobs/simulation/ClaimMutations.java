package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Attempts;
import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.Lease;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Claims.Request;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.testing.OpenStore;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Claims of a store that gets one thing wrong. */
final class ClaimMutations {
    private ClaimMutations() {}

    /** What comes after a claim took effect. */
    private static Mutation answering(BiFunction<Cluster, List<Job>, List<Job>> change) {
        return claiming((cluster, node, claims, request) -> change.apply(cluster, claims.claim(request)));
    }

    private interface Claiming {
        List<Job> claim(Cluster cluster, Node node, Claims claims, Request request);
    }

    private static Mutation claiming(Claiming claiming) {
        return new Mutation() {
            @Override
            Store.Work inStore(Store.Work work, Cluster cluster, Node node) {
                return work.with(new LikeClaims(work.claims()) {
                    @Override
                    public List<Job> claim(Request request) {
                        return claiming.claim(cluster, node, work.claims(), request);
                    }
                });
            }
        };
    }

    private static List<Job> rewritten(OpenStore store, List<Job> jobs, UnaryOperator<Job> change) {
        List<Job> changed = jobs.stream().map(change).toList();
        changed.forEach(store::put);
        return changed;
    }

    /** A claim that finds nothing answers with what another holds. */
    static Mutation handsOutTwice() {
        return answering((cluster, jobs) -> jobs.isEmpty() ? anyRunning(cluster.store()) : jobs);
    }

    private static List<Job> anyRunning(OpenStore store) {
        return store.jobs().stream()
                .filter(job -> job.state() == JobState.RUNNING && !job.type().equals(JobTypes.RARE))
                .limit(1)
                .toList();
    }

    static Mutation leavesTheFence() {
        return answering((cluster, jobs) -> rewritten(
                cluster.store(),
                jobs,
                job -> job.with().fence(new Fence(job.fence().value() - 1)).build()));
    }

    static Mutation countsNoAttempt() {
        return answering((cluster, jobs) -> rewritten(
                cluster.store(),
                jobs,
                job -> job.with().attempts(job.attempts().givenBack()).build()));
    }

    static Mutation leasesByTheLocalClock() {
        return claiming((cluster, node, claims, request) -> rewritten(
                cluster.store(),
                claims.claim(request),
                job -> leased(job, node.clock().timeOfDay(), request)));
    }

    static Mutation isDueByTheLocalClock() {
        return claiming((cluster, node, claims, request) -> {
            Instant now = node.clock().timeOfDay();
            OpenStore store = cluster.store();
            List<Job> due = store.queued().stream()
                    .filter(job -> request.queues().contains(job.queue()))
                    .filter(job -> request.types().contains(job.type()))
                    .filter(job -> !job.runAt().isAfter(now))
                    .limit(request.limit())
                    .toList();
            return rewritten(store, due, job -> claimed(job, store.now(), request));
        });
    }

    static Mutation forgetsAQueue() {
        QueueName kept = QueueName.DEFAULT;
        return claiming((cluster, node, claims, request) -> request.queues().contains(kept)
                ? claims.claim(new Request(request.worker(), kept, request.types(), request.limit(), request.lease()))
                : List.of());
    }

    private static Job claimed(Job job, Instant now, Request request) {
        Attempts attempts = job.attempts().next();
        Job running = job.with()
                .state(JobState.RUNNING)
                .attempts(attempts)
                .fence(job.fence().next())
                .lastRunAt(now)
                .lastWorker(request.worker())
                .build();
        return leased(running, now, request);
    }

    private static Job leased(Job job, Instant now, Request request) {
        return job.with()
                .lease(new Lease(request.worker(), now.plus(request.lease())))
                .build();
    }
}
