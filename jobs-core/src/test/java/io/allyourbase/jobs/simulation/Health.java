package io.allyourbase.jobs.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Since when nothing has hindered a node: no failed or slow statement, no pause. */
final class Health {
    /** A statement that takes longer is slow. */
    static final Duration SLOW = Duration.ofMillis(100);

    private final Deque<Long> underWay = new ArrayDeque<>();
    private long hinderedAt;

    Health(long now) {
        this.hinderedAt = now;
    }

    void begins(long now) {
        underWay.push(now);
    }

    void ended(long now) {
        if (now - underWay.pop() > SLOW.toNanos()) {
            hinderedAt = now;
        }
    }

    void hindered(long until) {
        hinderedAt = Math.max(hinderedAt, until);
    }

    /** When it was last hindered; just now, when it still is. */
    long hinderedAt(long now) {
        boolean isSlow = !underWay.isEmpty() && now - underWay.getLast() > SLOW.toNanos();
        return isSlow ? now : hinderedAt;
    }
}
