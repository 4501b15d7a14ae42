package io.allyourbase.jobs.engine.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Something happened: told as often as you like, heard once. */
public final class Signal {
    private final Semaphore raised = new Semaphore(0);

    /** Ends the wait that is under way, or the next one. */
    public void raise() {
        if (raised.availablePermits() == 0) {
            raised.release();
        }
    }

    boolean isRaised() {
        return raised.availablePermits() > 0;
    }

    void await(Duration atMost) throws InterruptedException {
        if (raised.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            raised.drainPermits();
        }
    }
}
