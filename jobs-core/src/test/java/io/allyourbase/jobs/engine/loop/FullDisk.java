package io.allyourbase.jobs.engine.loop;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a log's lines go that throws for each. */
final class FullDisk extends AppenderBase<ILoggingEvent> {
    private final AtomicInteger refused = new AtomicInteger();

    /** How many lines came. */
    int refused() {
        return refused.get();
    }

    @Override
    public synchronized void doAppend(ILoggingEvent event) {
        refused.incrementAndGet();
        throw new IllegalStateException("no space left on device");
    }

    @Override
    protected void append(ILoggingEvent event) {
        throw new AssertionError("nothing comes so far");
    }
}
