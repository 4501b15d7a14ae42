package io.allyourbase.jobs.cli.faults;

import io.allyourbase.jobs.cli.faults.check.Verdict;
import java.time.Duration;

/**
 * What came of a fault.
 *
 * @param atSpeed how long after its end until the queue was as fast as before it
 * @param caughtUp how long after its end until all was finished that was enqueued before it ended
 */
record Row(String fault, Verdict verdict, Duration atSpeed, Duration caughtUp) {
    /** Both together, with the longer times. */
    Row plus(Row other) {
        return new Row(
                fault, verdict.plus(other.verdict), longer(atSpeed, other.atSpeed), longer(caughtUp, other.caughtUp));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
