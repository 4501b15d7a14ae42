package io.allyourbase.jobs.postgres.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpiryCursorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final ExpiryCursor cursor = new ExpiryCursor();
    /** Stands below zero, as the monotonic clock may. */
    private long nanos = -1_000 * SECOND;

    @Test
    void looks_start_over_each_time_while_that_is_quick() {
        look(MILLI, Optional.empty());
        nanos += SECOND;

        assertThat(cursor.next(nanos)).isEqualTo(ExpiryCursor.START);
    }

    @Test
    void after_one_that_took_long_they_go_on_a_little_before_it_for_some_time() {
        look(100 * MILLI, Optional.empty());
        nanos += 29 * SECOND;
        assertThat(cursor.next(nanos)).isBetween(NOW.minusSeconds(10), NOW);

        nanos += 2 * SECOND;
        assertThat(cursor.next(nanos)).isEqualTo(ExpiryCursor.START);
    }

    @Test
    void one_that_fails_is_not_all_that_is_done_from_then_on() {
        look(100 * MILLI, Optional.empty());
        nanos += 31 * SECOND;
        assertThat(cursor.next(nanos)).isEqualTo(ExpiryCursor.START);
        nanos += 9 * SECOND;

        assertThat(cursor.next(nanos)).isEqualTo(NOW.minusSeconds(10));
        nanos += ExpiryCursor.LONGEST.toNanos();
        assertThat(cursor.next(nanos)).isEqualTo(ExpiryCursor.START);
    }

    @Test
    void after_the_first_was_given_up_they_go_on_from_a_minute_ago_and_start_over_from_further_back() {
        cursor.next(nanos);
        cursor.gaveUp(nanos, nanos + 9 * SECOND, NOW);
        nanos += 9 * SECOND;

        assertThat(cursor.next(nanos)).isEqualTo(NOW.minusSeconds(60));
        look(MILLI, Optional.empty());
        assertThat(cursor.reached()).isEqualTo(NOW.minusSeconds(10));

        nanos += 10 * SECOND;
        assertThat(cursor.next(nanos)).isEqualTo(NOW.minusSeconds(10 + 60));
        cursor.looked(nanos, nanos + MILLI, NOW, Optional.empty());
        nanos += SECOND;
        assertThat(cursor.next(nanos)).isEqualTo(NOW.minusSeconds(10 + 4 * 60));
    }

    @Test
    void after_one_was_given_up_they_start_over_soon_also_where_that_takes_long() {
        cursor.next(nanos);
        cursor.gaveUp(nanos, nanos + 9 * SECOND, NOW);
        nanos += (9 + 10) * SECOND;
        look(3 * SECOND, Optional.empty());
        nanos += 4 * 3 * SECOND;

        assertThat(cursor.next(nanos)).isEqualTo(NOW.minusSeconds(10 + 2 * 60));
    }

    @Test
    void one_that_was_given_up_although_it_went_on_goes_on_from_a_minute_ago() {
        look(100 * MILLI, Optional.empty());
        cursor.next(nanos);
        cursor.gaveUp(nanos, nanos + 9 * SECOND, NOW.plusSeconds(3_600));

        assertThat(cursor.next(nanos)).isEqualTo(NOW.plusSeconds(3_600 - 60));
    }

    @Test
    void none_goes_beyond_a_lease_that_was_found() {
        Instant longAgo = NOW.minus(Duration.ofHours(1));

        look(SECOND, Optional.of(longAgo));
        assertThat(cursor.reached()).isEqualTo(longAgo);

        look(SECOND, Optional.of(NOW.plusSeconds(3)));
        assertThat(cursor.reached()).isEqualTo(NOW.minusSeconds(10));
    }

    private void look(long took, Optional<Instant> first) {
        cursor.next(nanos);
        long then = nanos;
        nanos += took;
        cursor.looked(then, nanos, NOW, first);
    }
}
