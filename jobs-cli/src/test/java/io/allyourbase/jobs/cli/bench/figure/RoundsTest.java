package io.allyourbase.jobs.cli.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final String LIMIT = "bare";

    private final Rounds rounds = new Rounds();

    @Test
    void the_middle_round_counts_beside_the_limits_own() {
        addAll(LIMIT, 90, 100, 200);
        addAll("drain", 80, 10, 70);

        assertThat(rounds.beside(LIMIT))
                .containsExactly(Figure.of(LIMIT, perSecond(100)), Figure.of("drain", perSecond(70), perSecond(100)));
        assertThat(rounds.median("drain")).isEqualTo(perSecond(70));
    }

    private void addAll(String what, long... rates) {
        LongStream.of(rates).forEach(rate -> rounds.add(what, perSecond(rate)));
    }

    private static Rate perSecond(long jobs) {
        return new Rate(jobs, 1_000_000_000);
    }
}
