package io.allyourbase.jobs.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds whoever comes by until it is opened; interrupts are counted, and have no effect. */
final class Gate {
    final AtomicInteger arrived = new AtomicInteger();
    final AtomicInteger interrupted = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);

    void open() {
        open.countDown();
    }

    boolean isOpen() {
        return open.getCount() == 0;
    }

    void pass() {
        arrived.incrementAndGet();
        while (!isOpen()) {
            try {
                open.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        }
    }
}
