package io.allyourbase.jobs.engine.run;

import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.job.Job;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A run in this process: from the claim until its outcome is written. Times are those of the monotonic clock. */
public final class ActiveRun implements Run {
    private final Job job;
    private final Handlers.Bound handler;
    private final long takenAt;
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile long leaseEndsAt;
    private volatile boolean lost;
    private volatile boolean stopping;
    private volatile OptionalLong timeoutAt = OptionalLong.empty();
    private @Nullable Thread thread;
    /** Its own thread's. */
    private long begunAt;

    ActiveRun(Job job, Handlers.Bound handler, long takenAt, long leaseEndsAt) {
        this.job = job;
        this.handler = handler;
        this.takenAt = takenAt;
        this.leaseEndsAt = leaseEndsAt;
    }

    Handlers.Bound handler() {
        return handler;
    }

    /** When it was asked for. */
    long takenAt() {
        return takenAt;
    }

    @Override
    public Job job() {
        return job;
    }

    @Override
    public boolean stillOwner() {
        return !lost;
    }

    /** Whoever is first says what became of the run; every later word is void. */
    boolean decide() {
        return decided.compareAndSet(false, true);
    }

    /** Whether its outcome is known, written or not. */
    public boolean isDecided() {
        return decided.get();
    }

    /** Its lease was renewed. */
    public void leased(long until) {
        leaseEndsAt = until;
    }

    long leaseEndsAt() {
        return leaseEndsAt;
    }

    OptionalLong timeoutAt() {
        return timeoutAt;
    }

    /** Tells the handler that it no longer owns the job; false when it knew. */
    public boolean lose() {
        boolean news = !lost;
        lost = true;
        interrupt();
        return news;
    }

    /** Asks the handler to end because the engine does. */
    void stop() {
        stopping = true;
        interrupt();
    }

    boolean isStopping() {
        return stopping;
    }

    /** Its handler starts now, on that thread; from here on its type's timeout counts. */
    synchronized void begin(long now, Thread on) {
        begunAt = now;
        handler.timeout().ifPresent(limit -> timeoutAt = OptionalLong.of(now + limit.toNanos()));
        thread = on;
        if (lost || stopping) {
            on.interrupt();
        }
    }

    /** When its handler started. */
    long begunAt() {
        return begunAt;
    }

    /** From here on no interrupt reaches the thread, and the next run on it starts without one. */
    synchronized void end() {
        thread = null;
        Thread.interrupted();
    }

    private synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
