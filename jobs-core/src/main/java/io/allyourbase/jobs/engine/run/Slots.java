package io.allyourbase.jobs.engine.run;

import io.allyourbase.jobs.engine.loop.Tally;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** So many handlers at once, and the runs that wait for one to end. */
final class Slots {
    private final int size;
    private final Executor threads;
    private final Body body;
    private final Runnable freed;
    private final Queue<ActiveRun> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    /** Runs that wait or are at work. */
    private final Tally inHand = new Tally();

    /** What a run does, in two halves. */
    interface Body {
        /** On that thread its handler will be called; false when it must not be called any more, and this is over. */
        boolean begin(ActiveRun run, Thread thread);

        /** Calls the handler. */
        void finish(ActiveRun run);

        /** Forgets a run of which one half threw, as when there is no memory left: its lease will end. */
        void abandon(ActiveRun run, Throwable cause);
    }

    /** @param freed is told after each run */
    Slots(int size, Executor threads, Body body, Runnable freed) {
        this.size = size;
        this.threads = threads;
        this.body = body;
        this.freed = freed;
    }

    int size() {
        return size;
    }

    /** Has them wait for a thread: all of them, or none when it throws. */
    void add(List<ActiveRun> runs) {
        // Counted beforehand: threads take them as soon as they are there.
        count(runs.size());
        try {
            waiting.addAll(runs);
        } catch (RuntimeException | Error e) {
            count(-runs.size());
            throw e;
        }
    }

    private void count(int more) {
        waitingCount.addAndGet(more);
        inHand.add(more);
    }

    /**
     * Starts so many threads at most, while runs wait and slots are free. When this throws there was none, and those that
     * none has taken wait on.
     */
    void start(int threads) {
        // Counted beforehand: those that are started take runs while others still are.
        int most = Math.min(threads, waiting());
        for (int started = 0; started < most && waiting() > 0 && tryTakeSlot(); started++) {
            startThread();
        }
    }

    /** Whether runs wait although slots are free. */
    boolean isShortOfThreads() {
        return waiting() > 0 && working.get() < size;
    }

    private void startThread() {
        try {
            threads.execute(new Slot(this, body));
        } catch (RuntimeException | Error e) {
            leave();
            throw e;
        }
    }

    private boolean tryTakeSlot() {
        for (int now = working.get(); now < size; now = working.get()) {
            if (working.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** The next run for a slot that was taken; without one the slot is returned. */
    @Nullable
    ActiveRun next() {
        do {
            ActiveRun run = poll();
            if (run != null) {
                return run;
            }
            leave();
            // One that came between the last look and the slot's return would find no thread.
        } while (!waiting.isEmpty() && tryTakeSlot());
        return null;
    }

    /** The slot is returned, whatever waits. */
    void leave() {
        working.decrementAndGet();
    }

    /** Takes out the one that has waited longest. */
    @Nullable
    ActiveRun poll() {
        ActiveRun run = waiting.poll();
        if (run != null) {
            waitingCount.decrementAndGet();
        }
        return run;
    }

    int waiting() {
        return waitingCount.get();
    }

    Tally inHand() {
        return inHand;
    }

    /** The one that has waited longest. */
    @Nullable
    ActiveRun oldest() {
        return waiting.peek();
    }

    /** One that was at work, or taken out, needs no slot any more. */
    void ended() {
        inHand.add(-1);
        freed.run();
    }
}
