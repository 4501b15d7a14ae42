package io.allyourbase.jobs.engine;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.event.JobEventListener;
import io.allyourbase.jobs.job.Due;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How an engine works, beyond what is configured. Immutable.
 *
 * @param worker the name of this engine, in leases and in the dashboard; no other live engine on the same tables may have
 *     it, for two of one name give back each other's runs
 * @param queues the queues it takes jobs from
 * @param listeners are told what it does
 * @param retention how long finished jobs are kept, at least; a day or more
 * @param shutdownGrace how long {@link Engine#close} waits for handlers before it interrupts them; a year at most
 * @param nanoTime a clock that never goes back
 * @param random for jitter; safe for use by many threads
 */
public record EngineOptions(
        WorkerId worker,
        List<QueueName> queues,
        List<JobEventListener> listeners,
        Duration retention,
        Duration shutdownGrace,
        LongSupplier nanoTime,
        RandomGenerator random) {
    private static final Duration LONGEST_GRACE = Duration.ofDays(365);

    /** @throws InvalidInput when there is no queue, the retention is under a day or over 100 years, or the grace negative or
     * over a year */
    public EngineOptions {
        queues = List.copyOf(queues);
        listeners = List.copyOf(listeners);
        if (queues.isEmpty()) {
            throw new InvalidInput("queues", "must name at least one queue");
        }
        if (retention.compareTo(Duration.ofDays(1)) < 0) {
            throw new InvalidInput("retention", retention + " is not allowed; must be at least a day");
        }
        Due.checkDelay("retention", retention);
        if (shutdownGrace.isNegative()) {
            throw new InvalidInput("shutdownGrace", shutdownGrace + " is not allowed; must be zero or more");
        }
        if (shutdownGrace.compareTo(LONGEST_GRACE) > 0) {
            throw new InvalidInput("shutdownGrace", shutdownGrace + " is not allowed; must be at most 365 days");
        }
    }

    /** Every option at its default: the default queue, 30 days of retention, 30 s of grace. */
    public static EngineOptions defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The same, with one more listener. */
    public EngineOptions with(JobEventListener listener) {
        List<JobEventListener> more = new ArrayList<>(listeners);
        more.add(listener);
        return new EngineOptions(worker, queues, more, retention, shutdownGrace, nanoTime, random);
    }

    /** Collects options. Not safe for use by many threads. */
    public static final class Builder {
        private final List<JobEventListener> listeners = new ArrayList<>();
        private List<QueueName> queues = List.of(QueueName.DEFAULT);
        private Duration retention = Duration.ofDays(30);
        private Duration shutdownGrace = Duration.ofSeconds(30);
        private LongSupplier nanoTime = System::nanoTime;
        private RandomGenerator random = new Random();
        private @Nullable WorkerId worker;

        private Builder() {}

        /** A name that no other live engine on the same tables has. */
        public Builder worker(WorkerId worker) {
            this.worker = worker;
            return this;
        }

        public Builder queues(List<QueueName> queues) {
            this.queues = queues;
            return this;
        }

        /** One more listener. */
        public Builder listener(JobEventListener listener) {
            listeners.add(listener);
            return this;
        }

        public Builder retention(Duration retention) {
            this.retention = retention;
            return this;
        }

        public Builder shutdownGrace(Duration shutdownGrace) {
            this.shutdownGrace = shutdownGrace;
            return this;
        }

        public Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            return this;
        }

        public Builder random(RandomGenerator random) {
            this.random = random;
            return this;
        }

        /** @throws InvalidInput when an option is out of its range */
        public EngineOptions build() {
            WorkerId name = worker == null ? ownName(random) : worker;
            return new EngineOptions(name, queues, listeners, retention, shutdownGrace, nanoTime, random);
        }

        /** The process and host, and a few digits that tell several engines of one process apart. */
        private static WorkerId ownName(RandomGenerator random) {
            String process = ManagementFactory.getRuntimeMXBean().getName();
            String kept = process.length() <= 60 ? process : process.substring(0, 60);
            return new WorkerId(kept + "-" + HexFormat.of().toHexDigits((short) random.nextInt()));
        }
    }
}
