package io.allyourbase.jobs.postgres.enqueue;

import io.allyourbase.jobs.job.Due;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobIds;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A job to insert, with the id it will have. */
record Entry(JobId id, NewJob job) {
    static List<Entry> of(List<NewJob> jobs, JobIds ids) {
        return jobs.stream()
                .map(job -> new Entry(job.id().orElseGet(ids::next), job))
                .toList();
    }

    Optional<Key> key() {
        return job.idempotencyKey().map(key -> new Key(job.type().value(), key));
    }

    Optional<Instant> runAt() {
        return job.due() instanceof Due.At at ? Optional.of(at.instant()) : Optional.empty();
    }

    Duration delay() {
        return job.due() instanceof Due.After after ? after.delay() : Duration.ZERO;
    }

    boolean isDelayed() {
        return !delay().isZero();
    }

    boolean hasOwnId() {
        return job.id().isPresent();
    }

    /** Whether it can't be there yet, and its row needs nothing but what is known here. */
    boolean isFresh() {
        return !hasOwnId() && job.idempotencyKey().isEmpty() && !isDelayed();
    }

    /** The queues whose workers have something new to do. */
    static Set<String> queuesDueNow(List<Entry> entries, List<Enqueued> answers) {
        Set<String> queues = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            if (answers.get(i) instanceof Enqueued.Created && !entries.get(i).isDelayed()) {
                queues.add(entries.get(i).job().queue().value());
            }
        }
        return queues;
    }

    /** What names a job besides its id. In the order in which rows are locked, the same in every transaction. */
    record Key(String type, String key) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byType = type.compareTo(other.type);
            return byType != 0 ? byType : key.compareTo(other.key);
        }
    }
}
