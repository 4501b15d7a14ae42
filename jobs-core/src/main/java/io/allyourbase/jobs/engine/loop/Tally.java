package io.allyourbase.jobs.engine.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A count of things under way, that can be waited for to reach zero. */
public final class Tally {
    private final AtomicInteger count = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition zero = lock.newCondition();

    /** As many more or fewer; answers how many there are now. */
    public int add(int more) {
        int now = count.addAndGet(more);
        if (now == 0) {
            tellZero();
        }
        return now;
    }

    public int count() {
        return count.get();
    }

    private void tellZero() {
        lock.lock();
        try {
            zero.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is none; false when that takes longer, or the thread is interrupted, which it then stays. */
    public boolean awaitZero(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (count() > 0 && left > 0) {
                left = zero.awaitNanos(left);
            }
            return count() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * As {@link #awaitZero}, but an interrupt does not end it, and only has it count the time anew; the thread stays
     * interrupted.
     */
    public boolean awaitZeroUninterruptibly(Duration atMost) {
        boolean wasInterrupted = Thread.interrupted();
        boolean isZero = awaitZero(atMost);
        while (!isZero && Thread.interrupted()) {
            wasInterrupted = true;
            isZero = awaitZero(atMost);
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        return isZero;
    }
}
