package io.allyourbase.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Thousands of lives of a cluster, each decided by its seed, in which whatever fails, the promises hold. */
@ExtendWith(Silence.class)
class SimulationTest {
    @Test
    void every_life_keeps_the_promises() throws IOException {
        if (Seeds.isReplay()) {
            write(Seeds.asked().findFirst().orElseThrow());
        }
        Seeds.asked()
                .forEach(seed -> Simulation.of(seed, Mutation.NONE).broken().ifPresent(how -> {
                    throw new AssertionError("broken in seed " + seed + ": " + Seeds.replayOf(seed), how);
                }));
    }

    /** What happens in that life, into a file. */
    private static void write(long seed) throws IOException {
        Path file = Path.of("target", "simulation-" + seed + ".txt");
        Files.write(file, Simulation.traced(seed, Mutation.NONE).trace());
        System.out.println("what happens in seed " + seed + " stands in " + file.toAbsolutePath());
    }

    @Test
    void a_seed_lives_the_same_life_again() {
        LongStream.rangeClosed(1, 20)
                .forEach(seed -> assertThat(
                                Simulation.traced(seed, Mutation.NONE).trace())
                        .isNotEmpty()
                        .isEqualTo(Simulation.traced(seed, Mutation.NONE).trace()));
    }

    @Test
    void another_seed_lives_another_life() {
        assertThat(Simulation.traced(1, Mutation.NONE).trace())
                .isNotEqualTo(Simulation.traced(2, Mutation.NONE).trace());
    }
}
