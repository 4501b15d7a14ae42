package io.allyourbase.jobs.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.job.Due;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class JobDefinitionTest {
    private static final JobDefinition<String> MAIL = JobDefinition.of("mail", String.class);

    @Test
    void a_timeout_is_more_than_zero_and_no_longer_than_a_clock_can_tell() {
        assertThat(MAIL.timeout(Due.LONGEST_DELAY).timeout()).contains(Due.LONGEST_DELAY);
        assertThatThrownBy(() -> MAIL.timeout(Duration.ZERO))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("timeout PT0S is not allowed; must be more than zero");
        assertThatThrownBy(() -> MAIL.timeout(ChronoUnit.FOREVER.getDuration()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("timeout PT")
                .hasMessageEndingWith("is not allowed; must be at most 100 years");
    }
}
