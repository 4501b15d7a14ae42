package io.allyourbase.jobs.cli.output.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-06-15T12:00:00Z, now",
        "2026-06-15T11:59:59.400Z, now",
        "2026-06-15T11:59:59Z, 1 s ago",
        "2026-06-15T11:59:00Z, 1 min ago",
        "2026-06-15T11:00:01Z, 59 min ago",
        "2026-06-15T11:00:00Z, 1 h ago",
        "2026-06-13T12:00:01Z, 47 h ago",
        "2026-06-13T12:00:00Z, 2 d ago",
        "2024-06-15T12:00:00Z, 2 y ago",
        "2026-06-15T12:00:30Z, in 30 s",
        "2026-06-15T14:00:00Z, in 2 h",
        "2026-06-25T12:00:00Z, in 10 d",
    })
    void says_how_far_a_time_is_in_its_largest_unit(Instant time, String said) {
        assertThat(Ages.of(time, NOW)).isEqualTo(said);
    }
}
