package io.allyourbase.jobs.job;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.Text;
import io.allyourbase.jobs.payload.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job to enqueue. Immutable.
 *
 * @param id the caller's own id for it, a UUID of version 7, since lists go by the time in it; made by the queue when
 *     empty
 * @param priority from {@link #MOST_URGENT} to {@link #LEAST_URGENT}; of due jobs in a queue, a smaller number runs
 *     first
 * @param idempotencyKey at most {@link #MAX_KEY_LENGTH} characters. Per type, a key names one job for as long as that
 *     job is kept: enqueueing it again changes nothing and returns that job
 */
public record NewJob(
        JobType type,
        Payload payload,
        QueueName queue,
        int priority,
        Due due,
        int maxAttempts,
        Optional<String> idempotencyKey,
        Optional<JobId> id) {
    /** The priority that runs first. */
    public static final int MOST_URGENT = 1;
    /** The priority of a job that names none. */
    public static final int DEFAULT_PRIORITY = 5;
    /** The priority that runs last. */
    public static final int LEAST_URGENT = 9;
    /** The longest idempotency key, in characters. */
    public static final int MAX_KEY_LENGTH = 255;
    /** The attempts of a job that names none: one run and three retries. */
    public static final int DEFAULT_MAX_ATTEMPTS = 4;

    // The years that the JDBC driver, Postgres and RFC 3339 all take.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** @throws InvalidInput when a value is out of its range; the message names it and the range */
    public NewJob {
        if (priority < MOST_URGENT || priority > LEAST_URGENT) {
            throw new InvalidInput(
                    "priority", priority + " is not allowed; must be from " + MOST_URGENT + " to " + LEAST_URGENT);
        }
        Attempts.checkMax("maxAttempts", maxAttempts);
        idempotencyKey.ifPresent(NewJob::checkKey);
        id.ifPresent(NewJob::checkId);
        checkDue(due);
    }

    /** A job of that type and payload, due now, with every option at its default. */
    public static NewJob of(JobType type, Payload payload) {
        return builder(type).payload(payload).build();
    }

    /** A builder for a job of that type: an empty payload, due now, with every option at its default. */
    public static Builder builder(JobType type) {
        return new Builder(type);
    }

    private static void checkKey(String key) {
        if (key.isEmpty()) {
            throw new InvalidInput("idempotencyKey", "must not be empty");
        }
        Text.bounded("idempotencyKey", key, MAX_KEY_LENGTH);
    }

    private static void checkId(JobId id) {
        if (!id.isByTime()) {
            throw new InvalidInput("id", id + " is not allowed; must be a UUID of version 7");
        }
    }

    private static void checkDue(Due due) {
        if (due instanceof Due.At at
                && (at.instant().isBefore(EARLIEST) || at.instant().isAfter(LATEST))) {
            throw new InvalidInput("runAt", at.instant() + " is not allowed; must be from year 1 to year 9999");
        }
        if (due instanceof Due.After after) {
            Due.checkDelay("delay", after.delay());
        }
    }

    /** Collects options. Not safe for use by many threads. */
    public static final class Builder {
        private final JobType type;
        private Payload payload = Payload.EMPTY;
        private QueueName queue = QueueName.DEFAULT;
        private int priority = DEFAULT_PRIORITY;
        private Due due = Due.NOW;
        private int maxAttempts = DEFAULT_MAX_ATTEMPTS;
        private @Nullable String idempotencyKey;
        private @Nullable JobId id;

        private Builder(JobType type) {
            this.type = type;
        }

        public Builder payload(Payload payload) {
            this.payload = payload;
            return this;
        }

        public Builder queue(QueueName queue) {
            this.queue = queue;
            return this;
        }

        /**
         * The queue of that name.
         *
         * @throws InvalidInput when no queue may have that name
         */
        public Builder queue(String name) {
            return queue(new QueueName(name));
        }

        /** From {@link #MOST_URGENT} to {@link #LEAST_URGENT}. */
        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        /** Due that long after the database takes the job in; negative delays count as zero. At most 100 years. */
        public Builder delay(Duration delay) {
            this.due = new Due.After(delay);
            return this;
        }

        /** Due at that instant of the database's clock. */
        public Builder runAt(Instant instant) {
            this.due = new Due.At(instant);
            return this;
        }

        /** How often it may run before it has failed: from 1 to {@link Attempts#LIMIT}. */
        public Builder maxAttempts(int maxAttempts) {
            this.maxAttempts = maxAttempts;
            return this;
        }

        /** Makes a second enqueue with the same type and key return the first's job. */
        public Builder idempotencyKey(String key) {
            this.idempotencyKey = key;
            return this;
        }

        /**
         * The caller's own id, a UUID of version 7, which makes a repeated enqueue of the same job harmless. In a
         * transaction of the caller's own that must be {@code READ COMMITTED}.
         */
        public Builder id(JobId id) {
            this.id = id;
            return this;
        }

        /** @throws InvalidInput when a value is out of its range */
        public NewJob build() {
            return new NewJob(
                    type,
                    payload,
                    queue,
                    priority,
                    due,
                    maxAttempts,
                    Optional.ofNullable(idempotencyKey),
                    Optional.ofNullable(id));
        }
    }
}
