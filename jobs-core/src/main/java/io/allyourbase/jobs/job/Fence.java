package io.allyourbase.jobs.job;

/**
 * The number of a job's run: grows by one at each claim and is never reset, so that of two who believe they own a job,
 * the one with the larger fence is right. Zero before the first claim.
 */
public record Fence(long value) implements Comparable<Fence> {
    /** The fence of a job never claimed. */
    public static final Fence NONE = new Fence(0);

    /** The fence of the next run. */
    public Fence next() {
        return new Fence(value + 1);
    }

    @Override
    public int compareTo(Fence other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
