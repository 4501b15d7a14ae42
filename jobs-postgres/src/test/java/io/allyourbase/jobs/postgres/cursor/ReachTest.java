package io.allyourbase.jobs.postgres.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long QUICK = Duration.ofMillis(1_900).toNanos();
    private static final long SLOW = Duration.ofMillis(2_100).toNanos();

    private final Reach reach = new Reach();

    @Test
    void it_is_all_the_way_until_one_was_given_up() {
        reach.took(SLOW);
        assertThat(reach.before(NOON)).isEmpty();

        reach.gaveUp();
        assertThat(reach.before(NOON)).contains(NOON.minusSeconds(60));
    }

    @Test
    void it_grows_less_with_those_that_are_slow() {
        reach.gaveUp();
        reach.took(QUICK);
        reach.took(QUICK);
        reach.took(SLOW);

        assertThat(reach.before(NOON)).contains(NOON.minusSeconds(2 * 16 * 60));
    }

    @Test
    void it_shrinks_with_those_that_are_given_up_to_a_minute_at_least() {
        reach.gaveUp();
        reach.took(QUICK);
        reach.took(QUICK);
        reach.gaveUp();
        assertThat(reach.before(NOON)).contains(NOON.minusSeconds(4 * 60));

        reach.gaveUp();
        reach.gaveUp();
        assertThat(reach.before(NOON)).contains(NOON.minusSeconds(60));
    }

    @Test
    void it_is_all_the_way_again_once_it_is_a_year() {
        reach.gaveUp();
        for (int quick = 0; quick < 9; quick++) {
            reach.took(QUICK);
        }
        assertThat(reach.before(NOON)).isPresent();

        reach.took(QUICK);
        assertThat(reach.before(NOON)).isEmpty();
    }
}
