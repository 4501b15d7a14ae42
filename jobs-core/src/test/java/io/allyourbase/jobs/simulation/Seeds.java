package io.allyourbase.jobs.simulation;

import java.util.stream.LongStream;

/** Which lives a test run goes through, as its system properties say. */
final class Seeds {
    private static final String ONE = "simulation.seed";
    private static final String COUNT = "simulation.seeds";
    private static final String MINUTES = "simulation.minutes";
    private static final String FIRST = "simulation.first";
    private static final long SOME = 2_000;

    private Seeds() {}

    /** The one seed that is asked for; else those from the first on, so many, or for so many minutes. */
    static LongStream asked() {
        if (Long.getLong(ONE) != null) {
            return LongStream.of(Long.getLong(ONE));
        }
        LongStream all = LongStream.iterate(Long.getLong(FIRST, 1), seed -> seed + 1);
        if (Long.getLong(MINUTES) != null) {
            long end = System.nanoTime() + 60_000_000_000L * Long.getLong(MINUTES);
            return all.takeWhile(seed -> System.nanoTime() - end < 0);
        }
        return all.limit(Long.getLong(COUNT, SOME));
    }

    /** Whether one seed is lived again, to be read. */
    static boolean isReplay() {
        return Long.getLong(ONE) != null;
    }

    /** The line that does so. */
    static String replayOf(long seed) {
        return "mvn -pl jobs-core test -Dtest=SimulationTest -D" + ONE + "=" + seed;
    }
}
