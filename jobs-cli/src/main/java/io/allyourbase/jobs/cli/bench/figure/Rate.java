package io.allyourbase.jobs.cli.bench.figure;

import java.util.Comparator;
import java.util.List;

/** So many things in so much time. */
public record Rate(long count, long nanos) {
    /** The work's count, over the time it took. */
    public static Rate of(long count, Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return since(start, count);
    }

    /** The count, over the time since then by the monotonic clock. */
    public static Rate since(long start, long count) {
        return new Rate(count, Math.max(1, System.nanoTime() - start));
    }

    public double perSecond() {
        return count * 1e9 / nanos;
    }

    /** The middle one of several; of an even number, the slower. */
    public static Rate median(List<Rate> rates) {
        return rates.stream()
                .sorted(Comparator.comparingDouble(Rate::perSecond))
                .skip((rates.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    /** The fastest of several. */
    public static Rate best(List<Rate> rates) {
        return rates.stream().max(Comparator.comparingDouble(Rate::perSecond)).orElseThrow();
    }

    /** Something that takes time. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }
}
