package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.job.Due;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class EngineOptionsTest {
    @Test
    void finished_jobs_may_be_kept_for_as_long_as_a_job_may_wait() {
        assertThat(EngineOptions.builder().retention(Due.LONGEST_DELAY).build().retention())
                .isEqualTo(Due.LONGEST_DELAY);
    }

    @Test
    void a_retention_that_no_timestamp_reaches_back_to_is_refused_before_it_fails_each_sweep() {
        EngineOptions.Builder forever = EngineOptions.builder().retention(ChronoUnit.FOREVER.getDuration());

        assertThatThrownBy(forever::build)
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("retention PT")
                .hasMessageEndingWith("is not allowed; must be at most 100 years");
    }
}
