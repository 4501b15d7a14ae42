package io.allyourbase.jobs.cli.faults.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Curves of samples, one above the other, as SVG. A line stands where faults struck. */
final class Plot {
    private static final int WIDTH = 860;
    private static final int LEFT = 70;
    private static final int HEIGHT = 110;
    private static final int GAP = 40;

    private final List<Sample> samples;
    private final StringBuilder svg = new StringBuilder();
    private int top = GAP;

    private Plot(List<Sample> samples) {
        this.samples = samples;
    }

    static String of(List<Sample> samples) {
        Plot plot = new Plot(samples);
        plot.panel("jobs finished a second", Sample::perSecond);
        plot.panel("pickup p50, ms", Sample::pickupP50);
        plot.panel("pickup p99, ms", Sample::pickupP99);
        plot.panel("worker heap after a collection, MB", Sample::heap);
        plot.panel("dead tuples of _ayb_jobs", sample -> Math.max(0, sample.deadTuples()));
        return plot.whole();
    }

    private String whole() {
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                %s<text x="%d" y="%d">minutes; a grey line is a fault</text>
                </svg>
                """, WIDTH, top, svg, LEFT, top - 4);
    }

    private void panel(String title, ToDoubleFunction<Sample> value) {
        double most = Math.max(1, samples.stream().mapToDouble(value).max().orElse(1));
        append("<text x=\"%d\" y=\"%d\">%s</text>\n", LEFT, top - 6, title);
        append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%,.0f</text>\n", LEFT - 6, top + 10, most);
        append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>\n", LEFT - 6, top + HEIGHT);
        samples.stream().filter(sample -> sample.faults() > 0).forEach(sample -> vertical(x(sample)));
        append(
                "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"#888\"/>\n",
                LEFT, top, top + HEIGHT, WIDTH - GAP / 2);
        String points = samples.stream()
                .map(sample -> point(sample, value.applyAsDouble(sample) / most))
                .collect(Collectors.joining(" "));
        append("<polyline points=\"%s\" fill=\"none\" stroke=\"#06c\"/>\n", points);
        minutes();
        top += HEIGHT + GAP;
    }

    private void vertical(double x) {
        append("<path d=\"M%.1f %d v%d\" stroke=\"#ddd\"/>\n", x, top, HEIGHT);
    }

    private void minutes() {
        long last = last();
        long step = Math.max(1, last / 60 / 6);
        for (long minute = 0; minute * 60 <= last; minute += step) {
            append(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>\n",
                    x(minute * 60), top + HEIGHT + 14, minute);
        }
    }

    private String point(Sample sample, double share) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x(sample), top + HEIGHT * (1 - share));
    }

    private double x(Sample sample) {
        return x(sample.second());
    }

    private double x(long second) {
        return LEFT + (WIDTH - GAP / 2.0 - LEFT) * second / last();
    }

    private long last() {
        return Math.max(
                1, samples.isEmpty() ? 1 : samples.get(samples.size() - 1).second());
    }

    private void append(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
