package io.allyourbase.jobs.cli.faults;

import io.allyourbase.jobs.cli.faults.check.Verdict;
import java.time.Duration;
import java.util.Locale;

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

    /** As it stands in the table of docs/reliability.md. */
    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d | %,d | %.1f s | %.1f s |",
                fault,
                verdict.jobs(),
                verdict.executions(),
                verdict.duplicates(),
                verdict.lost(),
                verdict.refused(),
                atSpeed.toMillis() / 1000.0,
                caughtUp.toMillis() / 1000.0);
    }
}
