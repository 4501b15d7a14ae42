package io.allyourbase.jobs.engine;

import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.engine.loop.Tally;
import io.allyourbase.jobs.engine.loop.Threads;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** Real threads, and a clock that goes on only by the waits that are in vain: those are cut short. */
final class ImpatientThreads implements Threads {
    private static final Duration IN_VAIN = Duration.ofMillis(50);

    private final Threads threads = Threads.daemons("impatient");
    private final AtomicLong now = new AtomicLong();

    long nanoTime() {
        return now.get();
    }

    @Override
    public Thread start(Loop loop) {
        return threads.start(loop);
    }

    @Override
    public Executor perRun() {
        return threads.perRun();
    }

    @Override
    public boolean awaitZero(Tally tally, Duration atMost) {
        return awaitZeroUninterruptibly(tally, atMost);
    }

    @Override
    public boolean awaitZeroUninterruptibly(Tally tally, Duration atMost) {
        boolean isZero = tally.awaitZeroUninterruptibly(IN_VAIN);
        if (!isZero) {
            now.addAndGet(atMost.toNanos());
        }
        return isZero;
    }
}
