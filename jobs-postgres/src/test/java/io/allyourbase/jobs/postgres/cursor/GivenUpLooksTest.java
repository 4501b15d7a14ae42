package io.allyourbase.jobs.postgres.cursor;

import static io.allyourbase.jobs.postgres.cursor.CursorTest.MANY;
import static io.allyourbase.jobs.postgres.cursor.CursorTest.NOON;
import static io.allyourbase.jobs.postgres.cursor.CursorTest.SLOW;
import static io.allyourbase.jobs.postgres.cursor.CursorTest.job;
import static io.allyourbase.jobs.postgres.cursor.CursorTest.stop;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A cursor whose looks the server gives up. */
class GivenUpLooksTest {
    private final Cursor cursor = new Cursor();

    @Test
    void after_one_that_was_given_up_it_goes_on_from_where_it_was() {
        cursor.startedOver(0, SLOW, 1, MANY);
        cursor.passed(job(5, 3));
        long begun = SLOW + Cursor.LONGEST.toNanos();
        long cost = Duration.ofSeconds(9).toNanos();
        cursor.positions(begun);
        assertThat(cursor.isAtStart()).isTrue();

        cursor.gaveUp(begun, begun + cost, NOON);

        assertThat(cursor.position(5, begun + cost)).isEqualTo(stop(5, 3));
        long rested = begun + cost + Cursor.LONGEST.toNanos();
        cursor.positions(rested - 1);
        assertThat(cursor.isAtStart()).isFalse();
        cursor.positions(rested);
        assertThat(cursor.isAtStart()).isTrue();
        cursor.gaveUp(rested, rested + cost, NOON);
        cursor.positions(rested + cost + 4 * cost - 1);
        assertThat(cursor.isAtStart()).isFalse();
        cursor.positions(rested + cost + 4 * cost);
        assertThat(cursor.isAtStart()).isTrue();
    }

    @Test
    void one_that_was_given_up_before_it_passed_any_goes_on_from_a_minute_ago() {
        cursor.gaveUp(0, SLOW, NOON);

        assertThat(cursor.positions(SLOW))
                .hasSize(9)
                .allMatch(position -> position.runAt().equals(Optional.of(NOON.minusSeconds(60))));
        assertThat(cursor.isAtStart()).isFalse();
    }

    @Test
    void after_one_that_was_given_up_it_starts_over_from_a_minute_before_the_last_that_it_passed() {
        cursor.startedOver(0, SLOW, 1, MANY);
        cursor.passed(job(5, 3));
        long begun = SLOW + Cursor.LONGEST.toNanos();
        cursor.positions(begun);
        cursor.gaveUp(begun, begun + SLOW, NOON.plusSeconds(600));
        long later = begun + SLOW + Cursor.LONGEST.toNanos();

        assertThat(cursor.position(5, later).runAt()).contains(NOON.plusSeconds(3 - 60));
        assertThat(cursor.isAtStart()).isTrue();
        assertThat(cursor.position(9, later).runAt()).contains(NOON.plusSeconds(600 - 60));
    }

    @Test
    void one_that_was_given_up_although_it_went_on_goes_on_from_a_minute_ago() {
        cursor.startedOver(0, SLOW, 1, MANY);
        cursor.passed(job(5, 3));

        cursor.gaveUp(SLOW, 2 * SLOW, NOON.plusSeconds(600));

        assertThat(cursor.position(5, 2 * SLOW).runAt()).contains(NOON.plusSeconds(600 - 60));
        assertThat(cursor.position(5, SLOW + Cursor.LONGEST.toNanos()).runAt()).isEmpty();
    }

    @Test
    void after_one_that_was_given_up_it_goes_on_with_the_old_jobs_that_it_had_found() {
        cursor.startedOver(0, SLOW, 0, MANY);
        cursor.foundNoneDue(5, NOON.plusSeconds(3_600));
        long begun = SLOW + Cursor.LONGEST.toNanos();
        cursor.positions(begun);
        cursor.startedOver(begun, begun + SLOW, 1, MANY);
        cursor.passed(job(5, 3));
        begun += SLOW + Cursor.LONGEST.toNanos();
        cursor.positions(begun);

        cursor.gaveUp(begun, begun + SLOW, NOON.plusSeconds(3_600));

        assertThat(cursor.position(5, begun + SLOW)).isEqualTo(stop(5, 3));
    }
}
