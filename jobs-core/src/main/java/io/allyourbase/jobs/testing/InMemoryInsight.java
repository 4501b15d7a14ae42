package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.explain.JobFacts;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.JobInsight;
import io.allyourbase.jobs.port.Presence;
import java.time.Instant;
import java.util.Optional;

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
        return (int) tables.workers.values().stream()
                .filter(seen -> seen.at().plus(Presence.PATIENCE).isAfter(now))
                .filter(seen -> seen.worker().queues().contains(job.queue())
                        && seen.worker().types().contains(job.type()))
                .count();
    }
}
