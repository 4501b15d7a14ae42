package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Presence;
import java.time.Instant;

final class InMemoryPresence implements Presence {
    private final InMemoryTables tables;

    InMemoryPresence(InMemoryTables tables) {
        this.tables = tables;
    }

    /** A worker, when it started, and when it was last heard of. */
    record Seen(Worker worker, Instant since, Instant at) {}

    @Override
    public void beat(Worker worker) {
        synchronized (tables) {
            Instant now = tables.now();
            Seen first = tables.workers.getOrDefault(worker.id(), new Seen(worker, now, now));
            tables.workers.put(worker.id(), new Seen(worker, first.since(), now));
            tables.counts.put(worker.id(), worker.counts());
        }
    }

    @Override
    public void leave(WorkerId worker) {
        synchronized (tables) {
            tables.workers.remove(worker);
        }
    }
}
