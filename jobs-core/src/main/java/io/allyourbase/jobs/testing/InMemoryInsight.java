package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.explain.JobFacts;
import io.allyourbase.jobs.explain.LiveWorker;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.JobInsight;
import io.allyourbase.jobs.port.Presence;
import io.allyourbase.jobs.testing.InMemoryPresence.Seen;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class InMemoryInsight implements JobInsight {
    private final InMemoryTables tables;

    InMemoryInsight(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<JobFacts> facts(JobId id) {
        synchronized (tables) {
            Instant now = tables.now();
            return tables.find(id).map(job -> new JobFacts(job, now, ahead(job, now), liveWorkers(job, now)));
        }
    }

    @Override
    public List<LiveWorker> workers() {
        synchronized (tables) {
            return live(tables.now())
                    .map(this::liveWorker)
                    .sorted(Comparator.comparing(LiveWorker::startedAt)
                            .thenComparing(worker -> worker.id().value()))
                    .toList();
        }
    }

    private LiveWorker liveWorker(Seen seen) {
        Presence.Worker worker = seen.worker();
        int running = (int) tables.jobs().stream()
                .filter(job -> job.lease()
                        .filter(lease -> lease.worker().equals(worker.id())
                                && lease.until().isAfter(tables.now()))
                        .isPresent())
                .count();
        return new LiveWorker(
                worker.id(), worker.queues(), worker.types(), worker.concurrency(), running, seen.since(), seen.at());
    }

    private Stream<Seen> live(Instant now) {
        return tables.workers.values().stream()
                .filter(seen -> seen.at().plus(Presence.PATIENCE).isAfter(now));
    }

    private long ahead(Job job, Instant now) {
        if (job.state() != JobState.QUEUED || job.runAt().isAfter(now)) {
            return 0;
        }
        return tables.queued().stream()
                .takeWhile(other -> !other.equals(job))
                .filter(other ->
                        other.queue().equals(job.queue()) && !other.runAt().isAfter(now))
                .limit(JobFacts.MOST_COUNTED)
                .count();
    }

    private int liveWorkers(Job job, Instant now) {
        return (int) live(now)
                .filter(seen -> seen.worker().queues().contains(job.queue())
                        && seen.worker().types().contains(job.type()))
                .count();
    }
}
