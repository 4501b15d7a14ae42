package io.allyourbase.jobs.port;

/**
 * How often what should be rare has happened.
 *
 * @param leasesLost runs whose worker could not keep their lease, and told their handler so, or did not call it
 * @param runsRecovered runs that were taken back after their lease had ended
 * @param staleWritesRefused outcomes of runs that no longer owned their job: they changed nothing; not counting those
 *     that only gave it back
 * @param duplicateExecutions handlers called for the run right after one that was taken back: what that one had done may
 *     be done again
 */
public record Counts(long leasesLost, long runsRecovered, long staleWritesRefused, long duplicateExecutions) {
    /** Nothing has. */
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    /** Both together. */
    public Counts plus(Counts other) {
        return new Counts(
                leasesLost + other.leasesLost,
                runsRecovered + other.runsRecovered,
                staleWritesRefused + other.staleWritesRefused,
                duplicateExecutions + other.duplicateExecutions);
    }
}
