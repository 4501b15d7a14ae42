package io.allyourbase.jobs.config;

import java.time.Duration;
import java.util.Map;

/**
 * The {@code [jobs]} settings. Immutable, and every value in its range.
 *
 * @param enabled whether workers and scheduler run; off by default
 * @param workerConcurrency how many jobs a process runs at once: 1 to 10,000
 * @param pollInterval how often an idle worker looks for jobs unprompted: 100 ms to 60 s
 * @param leaseDuration how long a run may go without renewal before it is taken back: 1 s to a day
 * @param maxRetriesDefault runs after the first, of a job that names none: 0 to 100
 * @param schedulerEnabled whether schedules are ticked
 * @param schedulerTick how often, unprompted: 1 s to an hour
 */
public record JobsConfig(
        boolean enabled,
        int workerConcurrency,
        Duration pollInterval,
        Duration leaseDuration,
        int maxRetriesDefault,
        boolean schedulerEnabled,
        Duration schedulerTick) {
    /** Beyond what any setting allows, and still a number. */
    private static final Duration MOST = Duration.ofMillis(Integer.MAX_VALUE);

    /** Every setting at its default. */
    public static final JobsConfig DEFAULT =
            new JobsConfig(false, 4, Duration.ofSeconds(1), Duration.ofSeconds(300), 3, true, Duration.ofSeconds(15));

    /** The same, but enabled: where a program that embeds the library begins. */
    public static final JobsConfig ENABLED = DEFAULT.with(ConfigKey.ENABLED, "true");

    /** @throws InvalidConfig when a value is out of its range */
    public JobsConfig {
        ConfigKey.WORKER_CONCURRENCY.number(workerConcurrency);
        ConfigKey.POLL_INTERVAL_MS.number((int) clamped(pollInterval).toMillis());
        ConfigKey.LEASE_DURATION_S.number((int) clamped(leaseDuration).toSeconds());
        ConfigKey.MAX_RETRIES_DEFAULT.number(maxRetriesDefault);
        ConfigKey.SCHEDULER_TICK_S.number((int) clamped(schedulerTick).toSeconds());
    }

    /** The attempts of a job that names none: the first run and the default retries. */
    public int maxAttemptsDefault() {
        return maxRetriesDefault + 1;
    }

    /**
     * This configuration with one setting replaced.
     *
     * @param text as it stands in a file or variable
     * @param source where it stands, for the message; may be empty
     * @throws InvalidConfig when the text is not a value that is allowed
     */
    public JobsConfig with(ConfigKey key, String text, String source) {
        boolean on = enabled;
        int concurrency = workerConcurrency;
        Duration poll = pollInterval;
        Duration lease = leaseDuration;
        int retries = maxRetriesDefault;
        boolean scheduler = schedulerEnabled;
        Duration tick = schedulerTick;
        switch (key) {
            case ENABLED -> on = key.truth(text, source);
            case WORKER_CONCURRENCY -> concurrency = key.number(text, source);
            case POLL_INTERVAL_MS -> poll = Duration.ofMillis(key.number(text, source));
            case LEASE_DURATION_S -> lease = Duration.ofSeconds(key.number(text, source));
            case MAX_RETRIES_DEFAULT -> retries = key.number(text, source);
            case SCHEDULER_ENABLED -> scheduler = key.truth(text, source);
            case SCHEDULER_TICK_S -> tick = Duration.ofSeconds(key.number(text, source));
        }
        return new JobsConfig(on, concurrency, poll, lease, retries, scheduler, tick);
    }

    /** This configuration with one setting replaced by a value given in the program. */
    public JobsConfig with(ConfigKey key, String text) {
        return with(key, text, "");
    }

    /**
     * This configuration with what the environment overrides.
     *
     * @throws InvalidConfig when a variable holds a value that is not allowed
     */
    public JobsConfig withEnvironment(Map<String, String> environment) {
        JobsConfig config = this;
        for (ConfigKey key : ConfigKey.values()) {
            String text = environment.get(key.variable());
            if (text != null) {
                config = config.with(key, text, key.variable());
            }
        }
        return config;
    }

    private static Duration clamped(Duration duration) {
        if (duration.compareTo(MOST) > 0) {
            return MOST;
        }
        return duration.isNegative() ? Duration.ofSeconds(-1) : duration;
    }
}
