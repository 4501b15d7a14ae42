package io.allyourbase.jobs.engine.outcome;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.port.Outcomes;

/** A run's outcome that waits to be written. */
record Entry(Job job, Event.ByOwner event) {
    Outcomes.RunOutcome outcome() {
        return new Outcomes.RunOutcome(job.id(), event);
    }

    /** In words that any store can hold. */
    Entry plain() {
        return new Entry(job, new Event.FailForGood(event.fence(), "the outcome of the run could not be stored"));
    }
}
