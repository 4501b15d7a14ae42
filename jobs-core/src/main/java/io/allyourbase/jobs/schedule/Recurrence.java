package io.allyourbase.jobs.schedule;

import java.time.Instant;
import java.util.Optional;

/** When something recurs. Immutable. */
public interface Recurrence {
    /** The first fire time strictly after the given instant; empty when there is none. */
    Optional<Instant> next(Instant after);
}
