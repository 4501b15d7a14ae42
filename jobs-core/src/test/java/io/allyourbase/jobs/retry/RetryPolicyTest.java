package io.allyourbase.jobs.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.job.Due;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    @ParameterizedTest
    @CsvSource({"1,5", "2,10", "3,20", "4,40", "5,80", "6,160", "7,300", "8,300", "64,300", "1000,300"})
    void the_default_doubles_from_five_seconds_up_to_three_hundred(int attempt, long seconds) {
        assertThat(RetryPolicy.DEFAULT.waitAfter(attempt, 0)).hasSeconds(seconds);
        assertThat(Backoff.DEFAULT.after(attempt)).hasSeconds(seconds);
    }

    @Property
    void jitter_adds_up_to_a_tenth_and_never_takes_away(
            @ForAll @IntRange(min = 1, max = 1000) int attempt,
            @ForAll @DoubleRange(min = 0, max = 0.99) double random) {
        Duration plain = Backoff.DEFAULT.after(attempt);

        Duration wait = RetryPolicy.DEFAULT.waitAfter(attempt, random);

        assertThat(wait).isBetween(plain, plain.plus(plain.dividedBy(10)));
    }

    @Test
    void a_backoff_may_begin_at_its_longest_and_reaches_it_from_the_shortest() {
        Duration minute = Duration.ofMinutes(1);

        assertThat(new ExponentialBackoff(minute, minute).after(1)).isEqualTo(minute);
        assertThat(new ExponentialBackoff(minute, Due.LONGEST_DELAY).after(0)).isEqualTo(minute);
        assertThat(new ExponentialBackoff(Duration.ofNanos(1), Due.LONGEST_DELAY).after(Integer.MAX_VALUE))
                .isEqualTo(Due.LONGEST_DELAY);
    }

    @Test
    void a_backoff_alone_gets_the_default_jitter() {
        assertThat(RetryPolicy.of(Backoff.DEFAULT)).isEqualTo(RetryPolicy.DEFAULT);
    }

    @Test
    void a_fixed_pause_is_the_same_each_time() {
        RetryPolicy policy = new RetryPolicy(new FixedBackoff(Duration.ofSeconds(7)), new Jitter(0));

        assertThat(policy.waitAfter(1, 0.5)).hasSeconds(7);
        assertThat(policy.waitAfter(99, 0.5)).hasSeconds(7);
    }

    @Test
    void the_longest_wait_can_be_lengthened() {
        RetryPolicy policy = new RetryPolicy(new FixedBackoff(Due.LONGEST_DELAY), new Jitter(1));

        assertThat(policy.waitAfter(1, 0.99)).isBetween(Due.LONGEST_DELAY, Due.LONGEST_DELAY.multipliedBy(2));
    }

    @Test
    void a_backoff_of_the_hosts_own_is_kept_between_zero_and_a_hundred_years() {
        Jitter none = new Jitter(0);

        assertThat(new RetryPolicy(attempt -> Duration.ofHours(attempt), none).waitAfter(3, 0))
                .hasHours(3);
        assertThat(new RetryPolicy(attempt -> Duration.ofSeconds(-attempt), none).waitAfter(3, 0))
                .isZero();
        assertThat(new RetryPolicy(attempt -> Due.LONGEST_DELAY, none).waitAfter(3, 0))
                .isEqualTo(Due.LONGEST_DELAY);
        assertThat(new RetryPolicy(attempt -> ChronoUnit.FOREVER.getDuration(), none).waitAfter(3, 0))
                .isEqualTo(Due.LONGEST_DELAY);
    }

    @Test
    void what_makes_no_sense_is_refused_by_name() {
        assertThatThrownBy(() -> new FixedBackoff(Duration.ofSeconds(-1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("pause PT-1S is not allowed; must be zero or more");
        assertThatThrownBy(() -> new ExponentialBackoff(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessage("base PT0S is not allowed; must be more than zero");
        assertThatThrownBy(() -> new FixedBackoff(ChronoUnit.FOREVER.getDuration()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("pause PT")
                .hasMessageEndingWith("is not allowed; must be at most 100 years");
        assertThatThrownBy(() -> new ExponentialBackoff(Duration.ofSeconds(1), Due.LONGEST_DELAY.plusNanos(1)))
                .hasMessage("max PT876600H0.000000001S is not allowed; must be at most 100 years");
        assertThatThrownBy(() -> new Jitter(1.5)).hasMessage("jitter 1.5 is not allowed; must be from 0 to 1");
    }
}
