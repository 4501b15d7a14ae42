package io.allyourbase.jobs.postgres.enqueue;

import io.allyourbase.jobs.job.Due;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    /** What names a job besides its id. In the order in which rows are locked, the same in every transaction. */
    record Key(String type, String key) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byType = type.compareTo(other.type);
            return byType != 0 ? byType : key.compareTo(other.key);
        }
    }
}
