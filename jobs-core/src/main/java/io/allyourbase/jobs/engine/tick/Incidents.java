package io.allyourbase.jobs.engine.tick;

import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.event.JobEventListener;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.port.Counts;
import java.util.concurrent.atomic.LongAdder;

/** Counts what only this worker knows of. */
public final class Incidents implements JobEventListener {
    private final LongAdder leasesLost = new LongAdder();
    private final LongAdder staleWrites = new LongAdder();
    private final LongAdder duplicates = new LongAdder();

    @Override
    public void on(JobEvent event) {
        if (event instanceof JobEvent.RunLeaseLost) {
            leasesLost.increment();
        } else if (event instanceof JobEvent.StaleWriteRefused refused && !isGivenBack(refused)) {
            staleWrites.increment();
        } else if (event instanceof JobEvent.RunRepeated) {
            duplicates.increment();
        }
    }

    /** Nothing was to be said of that run but that its job is free, and so it was. */
    private static boolean isGivenBack(JobEvent.StaleWriteRefused refused) {
        return refused.outcome() instanceof Event.Release;
    }

    /** So many since it started; recoveries are counted where they are made. */
    public Counts counts() {
        return new Counts(leasesLost.sum(), 0, staleWrites.sum(), duplicates.sum());
    }
}
