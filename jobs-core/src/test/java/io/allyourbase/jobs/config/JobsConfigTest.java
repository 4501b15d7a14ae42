package io.allyourbase.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class JobsConfigTest {
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    @Test
    void an_embedding_program_begins_with_the_defaults_but_enabled() {
        assertThat(JobsConfig.ENABLED.enabled()).isTrue();
        assertThat(JobsConfig.ENABLED.with(ConfigKey.ENABLED, "false")).isEqualTo(JobsConfig.DEFAULT);
    }

    @Test
    void a_duration_beyond_all_numbers_is_refused_as_any_that_is_too_long() {
        assertThatThrownBy(() -> with(FOREVER, Duration.ofMinutes(5), Duration.ofSeconds(15)))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("poll_interval_ms");
        assertThatThrownBy(() -> with(Duration.ofSeconds(1), FOREVER, Duration.ofSeconds(15)))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("lease_duration_s");
        assertThatThrownBy(() -> with(Duration.ofSeconds(1), Duration.ofMinutes(5), FOREVER.negated()))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("scheduler_tick_s");
    }

    private static JobsConfig with(Duration poll, Duration lease, Duration tick) {
        return new JobsConfig(true, 4, poll, lease, 3, true, tick);
    }
}
