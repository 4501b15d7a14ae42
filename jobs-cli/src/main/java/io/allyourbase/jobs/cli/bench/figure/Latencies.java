package io.allyourbase.jobs.cli.bench.figure;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long each of many things took. Safe for use by many threads. */
public final class Latencies {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final Histogram histogram = new ConcurrentHistogram(LONGEST, DIGITS);

    public void add(long nanos) {
        histogram.recordValue(Math.max(0, Math.min(LONGEST, nanos)));
    }

    public long count() {
        return histogram.getTotalCount();
    }

    public double millis(double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }

    /** The percentiles that people ask for, under names that start so. */
    public List<Figure> figures(String name) {
        return List.of(
                Figure.of(name + " p50", millis(50), "ms"),
                Figure.of(name + " p90", millis(90), "ms"),
                Figure.of(name + " p99", millis(99), "ms"),
                Figure.of(name + " max", millis(100), "ms"));
    }
}
