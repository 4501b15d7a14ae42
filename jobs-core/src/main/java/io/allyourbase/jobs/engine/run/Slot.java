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
        while (begin(thread)) {
            finish();
        }
    }

    /**
     * Takes the next run; false when there is none, and this is over.
     *
     * @param thread what to interrupt when the handler must end
     */
    public boolean begin(Thread thread) {
        ActiveRun next = slots.next();
        run = next;
        if (next != null) {
            body.begin(next, thread);
        }
        return next != null;
    }

    /** Calls the handler of the run that was begun, and hands on what came of it. */
    public void finish() {
        body.finish(current());
        slots.ended();
    }

    /** The run that was begun last. */
    public ActiveRun current() {
        return Objects.requireNonNull(run);
    }
}
