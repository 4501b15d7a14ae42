package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.lifecycle.Decision;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.JobAdmin;
import io.allyourbase.jobs.testing.OpenStore;
import java.util.Optional;
import java.util.function.Function;

/** What operators do on a store that gets one thing wrong. */
final class OperatorMutations {
    private OperatorMutations() {}

    private static Mutation of(Function<OpenStore, JobAdmin> make) {
        return new Mutation() {
            @Override
            JobAdmin admin(OpenStore store) {
                return make.apply(store);
            }
        };
    }

    static Mutation retryResetsTheFence() {
        return of(store -> new LikeAdmin(store.store().admin()) {
            @Override
            public Optional<Decision> retry(JobId id) {
                Optional<Decision> decision = super.retry(id);
                store.find(id)
                        .filter(job -> job.state() == JobState.QUEUED)
                        .ifPresent(job -> store.put(job.with().fence(Fence.NONE).build()));
                return decision;
            }
        });
    }

    static Mutation retriesWhatCompleted() {
        return of(store -> new LikeAdmin(store.store().admin()) {
            @Override
            public Optional<Decision> retry(JobId id) {
                store.find(id)
                        .filter(job -> job.state() == JobState.COMPLETED)
                        .ifPresent(job -> store.put(requeued(job)));
                return super.retry(id);
            }
        });
    }

    private static Job requeued(Job job) {
        return job.with()
                .state(JobState.QUEUED)
                .finishedAt(null)
                .attempts(job.attempts().reset())
                .build();
    }

    static Mutation runsNowWhatRuns() {
        return of(store -> new LikeAdmin(store.store().admin()) {
            @Override
            public Optional<Decision> runNow(JobId id) {
                store.find(id)
                        .filter(job -> job.state() == JobState.RUNNING)
                        .ifPresent(job -> store.put(job.with()
                                .state(JobState.QUEUED)
                                .runAt(store.now())
                                .lease(null)
                                .build()));
                return super.runNow(id);
            }
        });
    }

    /** Which puts it behind those that have waited for less. */
    static Mutation runsNowWhatIsDue() {
        return of(store -> new LikeAdmin(store.store().admin()) {
            @Override
            public Optional<Decision> runNow(JobId id) {
                store.find(id)
                        .filter(job ->
                                job.state() == JobState.QUEUED && job.runAt().isBefore(store.now()))
                        .ifPresent(
                                job -> store.put(job.with().runAt(store.now()).build()));
                return super.runNow(id);
            }
        });
    }

    static Mutation cancelsWhatRuns() {
        return of(store -> new LikeAdmin(store.store().admin()) {
            @Override
            public Optional<Decision> cancel(JobId id) {
                store.find(id)
                        .filter(job -> job.state() == JobState.RUNNING)
                        .ifPresent(job -> store.put(job.with()
                                .state(JobState.CANCELED)
                                .lease(null)
                                .finishedAt(store.now())
                                .build()));
                return super.cancel(id);
            }
        });
    }
}
