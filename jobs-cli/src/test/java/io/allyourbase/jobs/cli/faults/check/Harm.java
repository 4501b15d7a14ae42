package io.allyourbase.jobs.cli.faults.check;

import io.allyourbase.jobs.cli.faults.journal.Entry;
import java.time.Instant;
import java.util.Set;

/**
 * What was done to whom, and until when it may have had effects.
 *
 * @param processes the workers that it was done to; none for all
 */
public record Harm(Instant from, Instant until, Set<Long> processes) {
    public Harm {
        processes = Set.copyOf(processes);
    }

    /** Whether it may have kept a run from telling its outcome that ran in that time. */
    boolean explains(Entry start, Instant end) {
        boolean isItsWorker = processes.isEmpty() || processes.contains(start.process());
        return isItsWorker && !start.at().isAfter(until) && !end.isBefore(from);
    }
}
