package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.Lease;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.port.Leases;
import io.allyourbase.jobs.port.Leases.Recovered;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.testing.OpenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Leases of a store that gets one thing wrong. */
final class LeaseMutations {
    private LeaseMutations() {}

    private interface Make {
        Leases leases(Leases real, Cluster cluster, Node node);
    }

    private static Mutation of(Make make) {
        return new Mutation() {
            @Override
            Store.Work inStore(Store.Work work, Cluster cluster, Node node) {
                return work.with(make.leases(work.leases(), cluster, node));
            }
        };
    }

    static Mutation renewsWithoutTheFence() {
        return of((real, cluster, node) -> new LikeLeases(real) {
            @Override
            public Set<RunId> renew(Collection<RunId> runs, Duration lease) {
                OpenStore store = cluster.store();
                runs.forEach(run -> store.find(run.job())
                        .filter(job -> job.state() == JobState.RUNNING)
                        .ifPresent(job -> store.put(prolonged(job, store.now().plus(lease)))));
                return Set.copyOf(runs);
            }
        });
    }

    static Mutation renewsByTheLocalClock() {
        return of((real, cluster, node) -> new LikeLeases(real) {
            @Override
            public Set<RunId> renew(Collection<RunId> runs, Duration lease) {
                OpenStore store = cluster.store();
                Set<RunId> renewed = real.renew(runs, lease);
                Instant until = node.clock().timeOfDay().plus(lease);
                renewed.forEach(run -> store.put(prolonged(store.find(run.job()).orElseThrow(), until)));
                return renewed;
            }
        });
    }

    private static Job prolonged(Job job, Instant until) {
        Lease held = job.lease().orElseThrow();
        return job.with().lease(new Lease(held.worker(), until)).build();
    }

    static Mutation recoversWithoutALimit() {
        return recovering((job, now) -> isOver(job, now), true);
    }

    static Mutation recoversLiveLeases() {
        return recovering((job, now) -> true, false);
    }

    static Mutation recoversNoLastAttempt() {
        return recovering((job, now) -> isOver(job, now) && !job.attempts().spent(), false);
    }

    private static boolean isOver(Job job, Instant now) {
        return !job.lease().orElseThrow().until().isAfter(now);
    }

    private static Mutation recovering(BiPredicate<Job, Instant> which, boolean isWithoutEnd) {
        return of((real, cluster, node) -> new LikeLeases(real) {
            @Override
            public Optional<Duration> untilNextExpiry(Duration within) {
                OpenStore store = cluster.store();
                return store.jobs().stream()
                        .filter(job -> job.state() == JobState.RUNNING)
                        .filter(job -> which.test(job, store.now()))
                        .findFirst()
                        .map(job -> Duration.ZERO);
            }

            @Override
            public List<Recovered> recover(int limit) {
                OpenStore store = cluster.store();
                List<Job> taken = store.jobs().stream()
                        .filter(job -> job.state() == JobState.RUNNING)
                        .filter(job -> which.test(job, store.now()))
                        .limit(limit)
                        .toList();
                return taken.stream()
                        .map(job -> recovered(store, job, isWithoutEnd))
                        .toList();
            }
        });
    }

    private static Recovered recovered(OpenStore store, Job job, boolean isWithoutEnd) {
        boolean ends = job.attempts().spent() && !isWithoutEnd;
        JobState state = ends ? JobState.FAILED : JobState.QUEUED;
        store.put(job.with()
                .state(state)
                .lease(null)
                .runAt(store.now())
                .finishedAt(ends ? store.now() : null)
                .build());
        return new Recovered(job.run(), state);
    }
}
