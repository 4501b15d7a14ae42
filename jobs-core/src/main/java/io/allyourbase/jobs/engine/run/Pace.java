package io.allyourbase.jobs.engine.run;

/**
 * How long handlers have taken lately, and how large payloads were, and so how many jobs may wait here for a free slot
 * without waiting long or filling the memory, and how many threads are worth waking for them. Jobs of slow handlers never
 * wait here: another process may be free.
 */
final class Pace {
    private static final long LONGEST_WAIT_NANOS = 50_000_000;
    private static final int MOST = 2_000;
    /** Of the payloads of jobs that wait here, and again of those whose outcomes do. */
    private static final long MOST_CHARACTERS = 8_000_000;
    /** What one thread does in this time, it does about as soon as another has woken. */
    private static final long MOMENT_NANOS = 2_000_000;

    private static final int FEW_THREADS = 4;
    private static final int MEMORY = 16;
    private static final long UNKNOWN = -1;

    private final int slots;
    /** Threads may overwrite each other's word: it is a mean of many. */
    private volatile long mean = UNKNOWN;
    /** Characters of a payload. */
    private volatile long size = 1;

    Pace(int slots) {
        this.slots = slots;
    }

    /** A handler took so long. */
    void took(long nanos) {
        long before = mean;
        mean = before == UNKNOWN ? nanos : before + (nanos - before) / MEMORY;
    }

    /** So many jobs were claimed, with so much payload. Large ones tell at once, and are forgotten by and by. */
    void claimed(int jobs, long characters) {
        long now = jobs == 0 ? size : characters / jobs;
        size = Math.max(1, Math.max(now, size - (size - now) / MEMORY));
    }

    /** Forgets how fast they were, because now they aren't. */
    void stalled() {
        mean = LONGEST_WAIT_NANOS * MEMORY;
    }

    /**
     * How many jobs all slots together begin within the longest wait, if the memory for that is worth it; none when
     * nothing is known yet.
     */
    int ahead() {
        long now = mean;
        long begun = now == UNKNOWN ? 0 : slots * LONGEST_WAIT_NANOS / Math.max(1, now);
        return (int) Math.min(Math.min(MOST, begun), worthHolding());
    }

    /** How many jobs beyond those at work are worth the memory that they take. */
    long worthHolding() {
        return MOST_CHARACTERS / size;
    }

    /** How many threads to wake for so many runs; one for each when nothing is known yet. */
    int threads(int runs) {
        long now = mean;
        long needed = now == UNKNOWN ? runs : 1 + runs * now / MOMENT_NANOS;
        return (int) Math.min(runs, Math.max(FEW_THREADS, needed));
    }
}
