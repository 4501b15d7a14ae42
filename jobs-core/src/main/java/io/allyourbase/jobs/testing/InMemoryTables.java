package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.lifecycle.Decision;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.lifecycle.Lifecycle;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobIds;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Counts;
import io.allyourbase.jobs.schedule.Schedule;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** What an in-memory store holds. Its monitor is the transaction: whoever reads or writes holds it. */
final class InMemoryTables {
    private static final Comparator<Job> CLAIM_ORDER =
            Comparator.comparing(Job::priority).thenComparing(Job::runAt).thenComparing(Job::id);

    private final InstantSource clock;
    private final JobIds ids;
    private final Map<JobId, Job> jobs = new HashMap<>();
    private final NavigableSet<Job> queued = new TreeSet<>(CLAIM_ORDER);
    private final Map<Key, JobId> keys = new HashMap<>();
    private final List<InMemoryWakeups> wakeups = new CopyOnWriteArrayList<>();
    final Map<ScheduleId, Schedule> schedules = new HashMap<>();
    final Set<String> deletedSchedules = new HashSet<>();
    final Map<WorkerId, InMemoryPresence.Seen> workers = new HashMap<>();
    final Map<WorkerId, Counts> counts = new HashMap<>();
    long runsRecovered;

    InMemoryTables(InstantSource clock, JobIds ids) {
        this.clock = clock;
        this.ids = ids;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    JobIds ids() {
        return ids;
    }

    Optional<Job> find(JobId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    Optional<JobId> findByKey(NewJob job) {
        return job.idempotencyKey().map(key -> keys.get(new Key(job.type(), key)));
    }

    Collection<Job> jobs() {
        return jobs.values();
    }

    /** In the order in which they are claimed. */
    Collection<Job> queued() {
        return queued;
    }

    void put(Job job) {
        Job before = jobs.put(job.id(), job);
        if (before != null) {
            queued.remove(before);
        }
        job.idempotencyKey().ifPresent(key -> keys.put(new Key(job.type(), key), job.id()));
        if (job.state() == JobState.QUEUED) {
            queued.add(job);
            wakeups.forEach(each -> each.hint(job.queue()));
        }
    }

    void drop(Job job) {
        jobs.remove(job.id());
        job.idempotencyKey().ifPresent(key -> keys.remove(new Key(job.type(), key)));
    }

    /** Applies the event as the state machine decides it; empty when there is no such job. */
    Optional<Decision> apply(JobId id, Event event) {
        Optional<Decision> decision = find(id).map(job -> Lifecycle.decide(job, event, now()));
        decision.ifPresent(made -> {
            if (made instanceof Decision.Moved moved) {
                put(moved.job());
            }
        });
        return decision;
    }

    void addWakeups(InMemoryWakeups added) {
        wakeups.add(added);
    }

    void removeWakeups(InMemoryWakeups removed) {
        wakeups.remove(removed);
    }

    private record Key(JobType type, String key) {}
}
