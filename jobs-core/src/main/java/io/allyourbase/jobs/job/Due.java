package io.allyourbase.jobs.job;

import io.allyourbase.jobs.error.InvalidInput;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When a new job is due: at an instant, or a while after the database takes it in. */
public sealed interface Due {
    /** As soon as a worker is free. */
    Due NOW = new After(Duration.ZERO);

    /** The longest delay: any clock and any store can add it to now. */
    Duration LONGEST_DELAY = Duration.ofDays(36_525);

    /** Returns the delay unchanged when it is at most {@link #LONGEST_DELAY}; the field names it in the refusal. */
    static Duration checkDelay(String field, Duration delay) {
        if (delay.compareTo(LONGEST_DELAY) > 0) {
            throw new InvalidInput(field, delay + " is not allowed; must be at most 100 years");
        }
        return delay;
    }

    /** The instant that this means for a job taken in at {@code now}. */
    Instant from(Instant now);

    /** At that instant of the database's clock; one in the past means now. */
    record At(Instant instant) implements Due {
        public At {
            instant = instant.truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public Instant from(Instant now) {
            return instant;
        }
    }

    /** That long after the database takes the job in; negative delays count as zero. */
    record After(Duration delay) implements Due {
        public After {
            delay = delay.isNegative() ? Duration.ZERO : delay.truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public Instant from(Instant now) {
            return now.plus(delay);
        }
    }
}
