package io.allyourbase.jobs.engine.run;

import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.handler.RunLost;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.port.Runs;
import io.allyourbase.jobs.port.Runs.Fate;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A run in this process: from the claim until its outcome is written. Times are those of the monotonic clock. */
public final class ActiveRun implements Run {
    private final Job job;
    private final Handlers.Bound handler;
    private final Runs runs;
    private final long takenAt;
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile long leaseEndsAt;
    private volatile boolean handedOver;
    private volatile boolean cancelAsked;
    private volatile boolean stopping;
    private volatile OptionalLong timeoutAt = OptionalLong.empty();
    private volatile boolean lost;
    /** To be read once it is lost. */
    private long lostAt;
    /** The handler's, while it is at work. */
    private volatile @Nullable Thread thread;

    private long begunAt;

    ActiveRun(Job job, Handlers.Bound handler, Runs runs, long takenAt, long leaseEndsAt) {
        this.job = job;
        this.handler = handler;
        this.runs = runs;
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

    @Override
    public boolean confirmOwner() {
        if (lost) {
            return false;
        }
        // In doubt is a run whose own transaction holds the job.
        Fate fate = runs.fates(List.of(job.run())).getOrDefault(job.run(), Fate.LOST);
        return fate == Fate.OPEN || fate == Fate.IN_DOUBT;
    }

    @Override
    public boolean cancelAsked() {
        return cancelAsked;
    }

    /** Tells the handler that an operator wants its job canceled. */
    void askCancel() {
        cancelAsked = true;
        interrupt();
    }

    /** Whether its handler has been at work since then and may still be told to end. */
    synchronized boolean isToBeToldSince(long moment) {
        return thread != null && begunAt - moment <= 0 && !cancelAsked && !isDecided() && !handedOver;
    }

    @Override
    public void completeBy(Runnable write) {
        checkOwner();
        // In this order: who decides looks at the first after the second, so that one of the two sees the other.
        handedOver = true;
        if (isDecided()) {
            throw new RunLost(job.run());
        }
        write.run();
    }

    /** Whether a transaction of its handler's own may complete it: nothing here knows whether that has committed. */
    public boolean isHandedOver() {
        return handedOver;
    }

    /** Whoever is first says what became of the run; every later word is void. */
    boolean decide() {
        return decided.compareAndSet(false, true);
    }

    /** Who was first could not hand on what became of it: somebody else may. */
    void undecide() {
        decided.set(false);
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

    /** Tells the handler, once, that it no longer owns the job; false when it knew. */
    public synchronized boolean lose(long now) {
        if (lost) {
            return false;
        }
        lostAt = now;
        lost = true;
        interrupt();
        return true;
    }

    /** Whether a handler is at work on it. */
    boolean isAtWork() {
        return thread != null;
    }

    /** Whether its handler has known by then that it no longer owns the job, and is at work. */
    boolean isOutlivedSince(long moment) {
        return lost && lostAt - moment <= 0 && isAtWork();
    }

    /** Where its handler is just now, as something that can be logged. */
    synchronized Throwable whereabouts() {
        Throwable place = new Throwable("its thread is here");
        place.setStackTrace(thread == null ? new StackTraceElement[0] : thread.getStackTrace());
        return place;
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
