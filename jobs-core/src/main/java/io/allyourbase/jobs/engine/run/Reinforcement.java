package io.allyourbase.jobs.engine.run;

import io.allyourbase.jobs.engine.loop.Step;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings more threads to runs that wait although slots are free. Where handlers are fast a few threads do all of them
 * before others would have woken, so no more are started; but one of these may turn out to be slow, and what is behind it
 * must not wait for that.
 */
public final class Reinforcement implements Step {
    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration UNTIL_SIGNALLED = Duration.ofHours(1);

    private final RunExecutor executor;
    private final LongSupplier nanoTime;
    /** The first of those that waited at the last look. */
    private @Nullable ActiveRun first;

    private long lookedAt;

    /** @param nanoTime a clock that never goes back */
    public Reinforcement(RunExecutor executor, LongSupplier nanoTime) {
        this.executor = executor;
        this.nanoTime = nanoTime;
    }

    @Override
    public Duration step() {
        @Nullable ActiveRun oldest = executor.isShortOfThreads() ? executor.oldest() : null;
        if (oldest == null) {
            first = null;
            return UNTIL_SIGNALLED;
        }
        long now = nanoTime.getAsLong();
        if (first != null) {
            Duration left = SOON.minusNanos(now - lookedAt);
            if (!left.isNegative() && !left.isZero()) {
                return left;
            }
            bring(oldest == first);
        }
        first = oldest;
        lookedAt = now;
        return SOON;
    }

    private void bring(boolean isStuck) {
        if (isStuck) {
            executor.startAll();
        } else {
            executor.startMore();
        }
    }
}
