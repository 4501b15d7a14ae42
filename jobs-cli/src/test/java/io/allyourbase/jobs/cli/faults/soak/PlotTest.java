package io.allyourbase.jobs.cli.faults.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlotTest {
    @Test
    void a_plot_has_a_curve_for_each_figure_and_a_line_for_each_fault() {
        String svg = Plot.of(samples(0));

        assertThat(svg).startsWith("<svg ").endsWith("</svg>\n");
        assertThat(svg.split("<polyline", -1)).hasSize(1 + 5);
        assertThat(svg.split("stroke=\"#ddd\"", -1)).hasSize(1 + 5);
    }

    @Test
    void curves_that_go_nowhere_are_flat() {
        assertThat(Flatness.problems(samples(0))).isEmpty();
    }

    @Test
    void a_curve_that_grows_is_told() {
        assertThat(Flatness.problems(samples(20_000)))
                .containsExactlyInAnyOrder(
                        "dead tuples went from 21000.0 to 161000.0", "heap in MB went from 41.0 to 181.0");
    }

    /** Ten of them; one had a fault. */
    private static List<Sample> samples(long growth) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            double heap = 21 + i * growth / 1_000.0;
            samples.add(new Sample(i * 10L, 2_000, 3, 20, heap, 1_000 + i * growth, i == 5 ? 1 : 0));
        }
        return samples;
    }
}
