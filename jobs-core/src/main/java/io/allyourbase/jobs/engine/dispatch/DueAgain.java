package io.allyourbase.jobs.engine.dispatch;

import io.allyourbase.jobs.lifecycle.Event;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When the first of the jobs that this process has put back is due: those that failed and those that snoozed. What a poll
 * comes soon enough for is left to it. Safe for use by many threads.
 */
final class DueAgain {
    private final LongSupplier nanoTime;
    private final Duration poll;
    private @Nullable Long first;

    DueAgain(LongSupplier nanoTime, Duration poll) {
        this.nanoTime = nanoTime;
        this.poll = poll;
    }

    void expect(Event.ByOwner outcome) {
        if (outcome instanceof Event.Fail failed) {
            expect(failed.backoff());
        } else if (outcome instanceof Event.Snooze snoozed) {
            expect(snoozed.delay());
        }
    }

    private synchronized void expect(Duration in) {
        if (in.compareTo(poll) < 0) {
            first = sooner(nanoTime.getAsLong() + in.toNanos());
        }
    }

    /** Whether one is due by now; said once. */
    synchronized boolean take() {
        boolean isDue = first != null && nanoTime.getAsLong() - first >= 0;
        if (isDue) {
            first = null;
        }
        return isDue;
    }

    /** The earlier of that time and when the first is due. */
    synchronized long sooner(long time) {
        return first != null && first - time < 0 ? first : time;
    }
}
