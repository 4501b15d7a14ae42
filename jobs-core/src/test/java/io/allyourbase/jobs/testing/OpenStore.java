package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.schedule.Schedule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** An in-memory store that can be looked into, and written to past the state machine. */
public final class OpenStore {
    private final InMemoryStore store;

    public OpenStore(InstantSource clock, RandomGenerator random) {
        this.store = new InMemoryStore(clock, random);
    }

    /** As it is meant to be used. */
    public InMemoryStore store() {
        return store;
    }

    public Collection<Job> jobs() {
        return store.tables.jobs();
    }

    public Optional<Job> find(JobId id) {
        return store.tables.find(id);
    }

    /** Queued jobs, in the order in which they are claimed. */
    public List<Job> queued() {
        return List.copyOf(store.tables.queued());
    }

    public Collection<Schedule> schedules() {
        return store.tables.schedules.values();
    }

    public Instant now() {
        return store.tables.now();
    }

    public JobId newId() {
        return store.tables.ids().next();
    }

    /** Writes the job, whatever it was. */
    public void put(Job job) {
        store.tables.put(job);
    }

    /** Writes the schedule, whatever it was. */
    public void put(Schedule schedule) {
        store.tables.schedules.put(schedule.id(), schedule);
    }
}
