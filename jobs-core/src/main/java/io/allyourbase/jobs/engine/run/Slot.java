package io.allyourbase.jobs.engine.run;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A thread's work: it goes from run to run while there are any. The halves of a run can also be done one by one, and a
 * simulation lets time pass between them. Used by one thread.
 */
public final class Slot implements Runnable {
    private final Slots slots;
    private final Slots.Body body;
    private @Nullable ActiveRun run;

    Slot(Slots slots, Slots.Body body) {
        this.slots = slots;
        this.body = body;
    }

    @Override
    public void run() {
        Thread thread = Thread.currentThread();
        boolean isOver = false;
        try {
            while (begin(thread)) {
                finish();
            }
            isOver = true;
        } finally {
            if (!isOver) {
                slots.leave();
            }
        }
    }

    /**
     * Takes the next run; false when there is none, and this is over.
     *
     * @param thread what to interrupt when the handler must end
     */
    public boolean begin(Thread thread) {
        ActiveRun next = slots.next();
        while (next != null && !hasBegun(next, thread)) {
            next = slots.next();
        }
        run = next;
        return next != null;
    }

    private boolean hasBegun(ActiveRun next, Thread thread) {
        boolean hasBegun = false;
        try {
            hasBegun = body.begin(next, thread);
        } catch (Throwable e) {
            body.abandon(next, e);
        } finally {
            if (!hasBegun) {
                slots.ended();
            }
        }
        return hasBegun;
    }

    /** Calls the handler of the run that was begun, and hands on what came of it. */
    public void finish() {
        try {
            body.finish(current());
        } catch (Throwable e) {
            body.abandon(current(), e);
        } finally {
            slots.ended();
        }
    }

    /** The run that was begun last. */
    public ActiveRun current() {
        return Objects.requireNonNull(run);
    }
}
