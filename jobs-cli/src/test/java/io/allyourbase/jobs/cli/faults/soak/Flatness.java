package io.allyourbase.jobs.cli.faults.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Whether a curve goes nowhere: its median at the end is little more than its median at the start. Medians, so that what a
 * fault does for a few seconds counts for nothing.
 */
final class Flatness {
    private static final int PARTS = 3;

    private Flatness() {}

    /** One line for each curve that is not flat; empty when all are. */
    static List<String> problems(List<Sample> samples) {
        List<String> problems = new ArrayList<>();
        grows(samples, "heap in MB", Sample::heap, 64, problems);
        grows(samples, "dead tuples", Sample::deadTuples, 100_000, problems);
        grows(samples, "pickup p50 in ms", Sample::pickupP50, 100, problems);
        double start = median(first(samples), Sample::perSecond);
        double end = median(last(samples), Sample::perSecond);
        if (end < start / 2) {
            problems.add("jobs/s went from " + start + " to " + end);
        }
        return problems;
    }

    /** @param slack by how much it may be more, beyond twice as much */
    private static void grows(
            List<Sample> samples, String name, ToDoubleFunction<Sample> value, double slack, List<String> problems) {
        double start = median(first(samples), value);
        double end = median(last(samples), value);
        if (end > 2 * start + slack) {
            problems.add(name + " went from " + start + " to " + end);
        }
    }

    private static List<Sample> first(List<Sample> samples) {
        return samples.subList(0, samples.size() / PARTS);
    }

    private static List<Sample> last(List<Sample> samples) {
        return samples.subList(samples.size() - samples.size() / PARTS, samples.size());
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
        double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
