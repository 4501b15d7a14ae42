package io.allyourbase.jobs.engine.loop;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A count of things under way, that can be waited for to reach zero. */
public final class Tally {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition zero = lock.newCondition();
    private int count;

    /** As many more or fewer. */
    public void add(int more) {
        lock.lock();
        try {
            count += more;
            if (count == 0) {
                zero.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    public int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is none; false when that takes longer, or the thread is interrupted, which it then stays. */
    public boolean awaitZero(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (count > 0 && left > 0) {
                left = zero.awaitNanos(left);
            }
            return count == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
