package io.allyourbase.jobs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class NewJobTest {
    private static final JobType MAIL = new JobType("mail");

    @Test
    void a_type_is_a_name_of_up_to_100_characters() {
        assertThat(new JobType("x".repeat(100)).value()).hasSize(100);
        assertThatThrownBy(() -> new JobType("x".repeat(101)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("must be at most 100 characters");
        assertThatThrownBy(() -> new JobType("")).hasMessageContaining("is required");
        assertThatThrownBy(() -> new JobType("a\0b")).hasMessageContaining("must not contain a NUL character");
    }

    @Test
    void options_are_held_to_their_ranges() {
        refused(job -> job.priority(0)).hasMessage("priority 0 is not allowed; must be from 1 to 9");
        refused(job -> job.priority(10)).hasMessage("priority 10 is not allowed; must be from 1 to 9");
        refused(job -> job.maxAttempts(0)).hasMessage("maxAttempts 0 is not allowed; must be from 1 to 1000");
        refused(job -> job.maxAttempts(1001)).hasMessage("maxAttempts 1001 is not allowed; must be from 1 to 1000");
        refused(job -> job.id(new JobId(new UUID(1, 2))))
                .hasMessage("id 00000000-0000-0001-0000-000000000002 is not allowed; must be a UUID of version 7");
        refused(job -> job.idempotencyKey("")).hasMessage("idempotencyKey must not be empty");
        refused(job -> job.idempotencyKey("k".repeat(256))).hasMessage("idempotencyKey must be at most 255 characters");
        refused(job -> job.delay(Duration.ofDays(40_000))).hasMessageContaining("must be at most 100 years");
        refused(job -> job.runAt(Instant.MAX)).hasMessageContaining("must be from year 1 to year 9999");
    }

    @Test
    void a_negative_delay_is_none_and_times_are_whole_microseconds() {
        assertThat(NewJob.builder(MAIL).delay(Duration.ofSeconds(-5)).build().due())
                .isEqualTo(Due.NOW);
        assertThat(NewJob.builder(MAIL)
                        .runAt(Instant.parse("2026-01-01T00:00:00.123456789Z"))
                        .build()
                        .due())
                .isEqualTo(new Due.At(Instant.parse("2026-01-01T00:00:00.123456Z")));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(UnaryOperator<NewJob.Builder> options) {
        return assertThatThrownBy(() -> options.apply(NewJob.builder(MAIL)).build())
                .isInstanceOf(InvalidInput.class);
    }
}
