package io.allyourbase.jobs.engine.loop;

import java.time.Duration;

/** One round of a loop. */
@FunctionalInterface
public interface Step {
    /** Does what there is to do, and answers how long to wait for more, unless signalled. */
    Duration step() throws Exception;

    /** How long it may wait at most, after failures, before it is done again. */
    default Duration longestBackoff() {
        return Duration.ofSeconds(5);
    }
}
