package io.allyourbase.jobs.simulation;

/** Something that acts now and then: a loop of an engine, a handler, a client. */
abstract class Actor {
    /** It has nothing to do until something else acts. */
    static final long NEVER = Long.MAX_VALUE;

    private boolean isActing;

    /** From when on it may act, in the world's time. */
    abstract long readyAt();

    /** Acts. Others may act before it is done. */
    abstract void act();

    /** Whether it never acts again. */
    abstract boolean isGone();

    /** Whether it is in the middle of something, and others act meanwhile. */
    final boolean isActing() {
        return isActing;
    }

    final void turn() {
        isActing = true;
        try {
            act();
        } finally {
            isActing = false;
        }
    }
}
