package io.allyourbase.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation bites: it finds each bug on the list, soon, and as the breach of the promise that the list names. */
@ExtendWith(Silence.class)
class MutantTest {
    private static final int SEEDS = 200;

    @ParameterizedTest
    @EnumSource
    void is_caught(Mutant mutant) {
        Optional<Broken> caught = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Simulation.of(seed, mutant.mutation()).broken())
                .flatMap(Optional::stream)
                .findFirst();

        assertThat(caught).isPresent();
        assertThat(mutant.broken()).contains(caught.get().promise());
    }
}
