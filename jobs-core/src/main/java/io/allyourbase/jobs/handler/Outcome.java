package io.allyourbase.jobs.handler;

import java.time.Duration;

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

    /** Run this job again after the delay. The attempt does not count. */
    static Outcome snooze(Duration delay) {
        return new Snoozed(delay);
    }

    record Completed(String report) implements Outcome {}

    record Canceled() implements Outcome {}

    record Snoozed(Duration delay) implements Outcome {
        public Snoozed {
            delay = delay.isNegative() ? Duration.ZERO : delay;
        }
    }
}
