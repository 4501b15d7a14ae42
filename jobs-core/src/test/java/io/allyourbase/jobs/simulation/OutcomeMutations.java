package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.error.ContentRefused;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Outcomes;
import io.allyourbase.jobs.port.Outcomes.RunOutcome;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.testing.OpenStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Outcomes of a store that gets one thing wrong. */
final class OutcomeMutations {
    private OutcomeMutations() {}

    private interface Make {
        Outcomes outcomes(Outcomes real, OpenStore store);
    }

    private static Mutation of(Make make) {
        return new Mutation() {
            @Override
            Store.Work inStore(Store.Work work, Cluster cluster, Node node) {
                return work.with(make.outcomes(work.outcomes(), cluster.store()));
            }
        };
    }

    static Mutation writesWithoutTheFence() {
        return of((real, store) -> batch ->
                real.write(batch.stream().map(each -> asOwner(store, each)).toList()));
    }

    private static RunOutcome asOwner(OpenStore store, RunOutcome outcome) {
        Job job = store.find(outcome.job()).orElseThrow();
        return outcome.event() instanceof Event.Complete complete
                ? new RunOutcome(job.id(), new Event.Complete(job.fence(), complete.report()))
                : outcome;
    }

    static Mutation writesHalfABatch() {
        return of((real, store) -> batch -> {
            if (batch.size() < 2) {
                return real.write(batch);
            }
            real.write(batch.subList(0, batch.size() / 2));
            throw Network.away();
        });
    }

    static Mutation completesWhatIsQueuedAgain() {
        return of((real, store) -> batch -> {
            batch.forEach(each -> completeQueued(store, each));
            return real.write(batch);
        });
    }

    private static void completeQueued(OpenStore store, RunOutcome outcome) {
        store.find(outcome.job())
                .filter(job -> job.state() == JobState.QUEUED && outcome.event() instanceof Event.Complete)
                .ifPresent(job -> store.put(job.with()
                        .state(JobState.COMPLETED)
                        .finishedAt(store.now())
                        .build()));
    }

    static Mutation movesWhatHasEnded() {
        return of((real, store) -> batch -> {
            batch.forEach(each -> requeueEnded(store, each));
            return real.write(batch);
        });
    }

    private static void requeueEnded(OpenStore store, RunOutcome outcome) {
        store.find(outcome.job())
                .filter(job -> job.state().terminal() && outcome.event() instanceof Event.Fail)
                .filter(job -> !job.attempts().spent())
                .ifPresent(job -> store.put(
                        job.with().state(JobState.QUEUED).finishedAt(null).build()));
    }

    static Mutation refundsNothing() {
        return of((real, store) -> batch -> {
            Map<JobId, JobState> written = real.write(batch);
            batch.stream()
                    .filter(each -> written.containsKey(each.job()) && each.event() instanceof Event.Snooze)
                    .forEach(each -> charge(store, each.job()));
            return written;
        });
    }

    private static void charge(OpenStore store, JobId id) {
        Job job = store.find(id).orElseThrow();
        store.put(job.with().attempts(job.attempts().next()).build());
    }

    /** An engine's outcomes, not a store's. */
    private static Mutation inEngine(UnaryOperator<Outcomes> change) {
        return new Mutation() {
            @Override
            Store.Work inEngine(Store.Work work) {
                return work.with(change.apply(work.outcomes()));
            }
        };
    }

    static Mutation dropsWhatIsNotWritten() {
        return inEngine(real -> batch -> {
            try {
                return real.write(batch);
            } catch (QueueUnavailable e) {
                return Map.of();
            }
        });
    }

    static Mutation blamesContentForAll() {
        return inEngine(real -> batch -> {
            try {
                return real.write(batch);
            } catch (QueueUnavailable e) {
                throw e;
            } catch (JobsException e) {
                throw new ContentRefused("the database refused a statement", e);
            }
        });
    }

    static Mutation forgetsThatItMayHaveWritten() {
        return new Mutation() {
            @Override
            Store.Work inEngine(Store.Work work) {
                return work.with(new LikeRuns(work.runs()) {
                    @Override
                    public Map<RunId, Fate> fates(Collection<RunId> runs) {
                        Map<RunId, Fate> fates = new HashMap<>(super.fates(runs));
                        fates.replaceAll((run, fate) -> fate == Fate.COMPLETED ? Fate.LOST : fate);
                        return fates;
                    }
                });
            }
        };
    }

    static Mutation givesNothingBack() {
        return inEngine(real -> batch -> {
            List<RunOutcome> kept = batch.stream()
                    .filter(each -> !(each.event() instanceof Event.Release))
                    .toList();
            Map<JobId, JobState> written = new HashMap<>(kept.isEmpty() ? Map.of() : real.write(kept));
            batch.stream()
                    .filter(each -> each.event() instanceof Event.Release)
                    .forEach(each -> written.put(each.job(), JobState.QUEUED));
            return written;
        });
    }
}
