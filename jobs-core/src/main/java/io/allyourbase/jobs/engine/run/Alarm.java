package io.allyourbase.jobs.engine.run;

import io.allyourbase.jobs.engine.loop.Signal;

/** Rings when a deadline is sooner than the next look at them, so that most need not be told of. */
public final class Alarm {
    private final Signal signal;
    private volatile boolean looking = true;
    private volatile long nextLook;

    /** @param signal what wakes those who look */
    public Alarm(Signal signal) {
        this.signal = signal;
    }

    /** A deadline that was not there before. */
    void expect(long deadline) {
        if (looking || deadline - nextLook < 0) {
            signal.raise();
        }
    }

    /** Deadlines are being looked at: one that comes now may be missed. */
    void looking() {
        looking = true;
    }

    /** They will be looked at again at that moment. */
    void set(long moment) {
        nextLook = moment;
        looking = false;
    }
}
