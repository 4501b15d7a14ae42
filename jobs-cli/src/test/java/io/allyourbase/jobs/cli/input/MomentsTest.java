package io.allyourbase.jobs.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-06-15T11:58:30Z",
        "15m, 2026-06-15T11:45:00Z",
        "2h, 2026-06-15T10:00:00Z",
        "3d, 2026-06-12T12:00:00Z",
        "1w, 2026-06-08T12:00:00Z",
        "1d12h, 2026-06-14T00:00:00Z",
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.5+02:00, 2026-01-31T10:00:00.5Z",
    })
    void a_length_counts_back_from_now_and_a_time_is_itself(String text, Instant expected) {
        assertThat(Moments.past("--since", text, NOW)).isEqualTo(expected);
    }

    @Test
    void a_length_counts_forward_where_the_future_is_meant() {
        assertThat(Moments.future("--run-at", "10m", NOW)).isEqualTo(Instant.parse("2026-06-15T12:10:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2",
                "h",
                "-2h",
                "2 h",
                "2H",
                "2026-01-31",
                "2026-13-31T12:00:00Z",
                "9999999999s"
            })
    void anything_else_is_refused_with_what_is_allowed(String text) {
        assertThatThrownBy(() -> Moments.past("--since", text, NOW))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--since \"" + text + "\" is not allowed; must be a time such as 2026-");
    }
}
