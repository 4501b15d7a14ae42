package io.allyourbase.jobs.cli.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void a_table_is_aligned_and_numbers_stand_to_the_right() {
        String table = Figures.table(List.of(
                Figure.of("drain", new Rate(50_000, SECOND), new Rate(100_000, SECOND)),
                Figure.of("a longer name", 0.1234, "ms"),
                Figure.of("some", 12.34, "%")));

        assertThat(table).isEqualTo("""
                        FIGURE          VALUE  UNIT      LIMIT  RATIO TO LIMIT
                        drain          50,000  jobs/s  100,000            0.50
                        a longer name   0.123  ms
                        some             12.3  %
                        """);
    }

    @Test
    void there_is_no_ratio_to_nothing() {
        assertThat(Figure.of("drain", new Rate(5, SECOND), new Rate(0, SECOND)).ratio())
                .isEmpty();
        assertThat(Figure.of("drain", 5, "jobs").ratio()).isEmpty();
    }

    @Test
    void what_is_no_number_is_no_figure() {
        assertThatThrownBy(() -> Figure.of("ratio", 0.0 / 0.0, "ratio"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("ratio NaN is not a number");
    }

    @Test
    void the_median_of_an_even_number_is_the_slower_of_the_middle_two() {
        Rate slow = new Rate(1, SECOND);
        Rate middling = new Rate(2, SECOND);
        Rate fast = new Rate(3, SECOND);
        Rate fastest = new Rate(8, 2 * SECOND);

        assertThat(Rate.median(List.of(fastest, slow, middling))).isEqualTo(middling);
        assertThat(Rate.median(List.of(fastest, slow, middling, fast))).isEqualTo(middling);
        assertThat(Rate.median(List.of(slow))).isEqualTo(slow);
        assertThat(Rate.best(List.of(slow, fastest, fast))).isEqualTo(fastest);
    }

    @Test
    void latencies_are_told_by_percentile() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 100; millis++) {
            latencies.add(millis * 1_000_000L);
        }

        assertThat(latencies.figures("pickup"))
                .extracting(Figure::name)
                .containsExactly("pickup p50", "pickup p90", "pickup p99", "pickup max");
        assertThat(latencies.figures("pickup"))
                .extracting(figure -> Math.round(figure.value()))
                .containsExactly(50L, 90L, 99L, 100L);
    }
}
