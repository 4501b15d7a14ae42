package io.allyourbase.jobs.handler;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.job.Due;
import java.time.Duration;
import java.util.Objects;

/** How a handler that did not throw ended its run. */
public sealed interface Outcome {
    /** The work is done. */
    Outcome COMPLETED = new Completed("");

    /** The work is not done and is not to be: the job is canceled, whether an operator asked for that or not. */
    Outcome CANCELED = new Canceled();

    /** The work is done; the report, one short line, is kept with the job. */
    static Outcome completed(String report) {
        return new Completed(report);
    }

    /**
     * Run this job again after the delay. The attempt does not count.
     *
     * @throws InvalidInput when the delay is longer than 100 years
     */
    static Outcome snooze(Duration delay) {
        return new Snoozed(delay);
    }

    record Completed(String report) implements Outcome {
        public Completed {
            Objects.requireNonNull(report, "the report is missing");
        }
    }

    record Canceled() implements Outcome {}

    record Snoozed(Duration delay) implements Outcome {
        public Snoozed {
            delay = delay.isNegative() ? Duration.ZERO : Due.checkDelay("delay", delay);
        }
    }
}
