package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.JobBuilder;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.JobQueue;
import java.util.List;
import java.util.Optional;

final class InMemoryQueue implements JobQueue {
    private final InMemoryTables tables;

    InMemoryQueue(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Enqueued> enqueueAll(List<NewJob> jobs) {
        synchronized (tables) {
            return jobs.stream().map(this::insert).toList();
        }
    }

    private Enqueued insert(NewJob job) {
        Optional<JobId> existing = tables.findByKey(job)
                .or(() -> job.id().filter(id -> tables.find(id).isPresent()));
        if (existing.isPresent()) {
            return new Enqueued.Duplicate(existing.get());
        }
        JobId id = job.id().orElseGet(tables.ids()::next);
        tables.put(new JobBuilder(id, job, tables.now()).build());
        return new Enqueued.Created(id);
    }
}
