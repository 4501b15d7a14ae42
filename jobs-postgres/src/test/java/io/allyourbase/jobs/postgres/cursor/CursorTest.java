package io.allyourbase.jobs.postgres.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobBuilder;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorTest {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final long SLOW = Duration.ofSeconds(2).toNanos();
    private static final long FAST = Duration.ofMillis(1).toNanos();

    static final Optional<Walk> MANY = Optional.of(new Walk(100_000, 1_000));

    private static final Optional<Walk> FEW = Optional.of(new Walk(900, 40));
    /** Of dead entries. */
    private static final Optional<Walk> MANY_PAGES = Optional.of(new Walk(1, 700));

    private final Cursor cursor = new Cursor();

    @Test
    void it_starts_over_each_time_while_few_entries_are_read_however_slow_that_is() {
        cursor.startedOver(0, SLOW, 1, FEW);
        cursor.passed(job(5, 1));

        assertThat(cursor.positions(SLOW)).allMatch(position -> position.runAt().isEmpty());
    }

    @Test
    void entries_are_counted_after_a_slow_claim() {
        assertThat(cursor.isToBeCounted()).isFalse();
        cursor.startedOver(0, SLOW, 1, Optional.empty());
        assertThat(cursor.isToBeCounted()).isTrue();
        cursor.startedOver(0, FAST, 1, FEW);
        assertThat(cursor.isToBeCounted()).isFalse();
    }

    @Test
    void at_rest_entries_are_counted_once_after_jobs_were_claimed_and_for_as_long_as_pages_are_many() {
        assertThat(cursor.isToBeCountedAtRest(FAST)).isTrue();
        cursor.startedOver(0, FAST, 0, FEW);
        assertThat(cursor.isToBeCountedAtRest(FAST)).isFalse();
        cursor.startedOver(0, FAST, 0, Optional.empty());
        assertThat(cursor.isToBeCountedAtRest(FAST)).isFalse();

        cursor.passed(job(5, 1));
        assertThat(cursor.isToBeCountedAtRest(FAST)).isTrue();
        cursor.startedOver(0, FAST, 0, MANY_PAGES);
        assertThat(cursor.isToBeCountedAtRest(FAST)).isTrue();
        cursor.startedOver(0, FAST, 0, FEW);
        assertThat(cursor.isToBeCountedAtRest(FAST)).isFalse();
    }

    @Test
    void at_rest_a_slow_look_has_entries_counted_when_they_were_not_for_a_while() {
        cursor.startedOver(0, FAST, 0, FEW);
        cursor.startedOver(FAST, FAST + SLOW, 0, Optional.empty());
        long longest = FAST + Cursor.LONGEST.toNanos();

        assertThat(cursor.isToBeCountedAtRest(longest - 1)).isFalse();
        assertThat(cursor.isToBeCountedAtRest(longest)).isTrue();
    }

    @Test
    void at_rest_entries_are_counted_each_time_while_starting_over_is_dear() {
        cursor.startedOver(0, FAST, 0, MANY);

        assertThat(cursor.isToBeCountedAtRest(FAST)).isTrue();
        assertThat(cursor.isToBeCounted()).isTrue();
    }

    @Test
    void it_goes_on_from_the_last_of_each_priority_while_starting_over_is_dear() {
        cursor.startedOver(0, SLOW, 1, MANY);
        cursor.passed(job(5, 3));
        cursor.passed(job(5, 2));
        cursor.passed(job(9, 1));

        assertThat(cursor.positions(SLOW + 1))
                .filteredOn(position -> position.runAt().isPresent())
                .containsExactly(stop(5, 3), stop(9, 1));
        assertThat(cursor.isAtStart()).isFalse();
    }

    @Test
    void entries_that_were_counted_and_few_are_not_counted_at_once_again_however_slow_that_was() {
        cursor.startedOver(0, SLOW, 1, FEW);

        assertThat(cursor.isToBeCounted()).isFalse();
    }

    @Test
    void it_goes_on_from_where_it_was_once_starting_over_has_found_nothing() {
        cursor.startedOver(0, SLOW, 1, MANY);
        cursor.passed(job(5, 3));
        cursor.passed(job(9, 1));
        long later = SLOW + Cursor.LONGEST.toNanos();

        assertThat(cursor.positions(later))
                .allMatch(position -> position.runAt().isEmpty());
        cursor.startedOver(later, later + SLOW, 0, MANY);
        cursor.foundNoneDue(5, NOON);
        assertThat(cursor.positions(later + SLOW))
                .filteredOn(position -> position.runAt().isPresent())
                .containsExactly(stop(5, 3));
        cursor.foundNoneDue(9, NOON);
        assertThat(cursor.positions(later + SLOW))
                .filteredOn(position -> position.runAt().isPresent())
                .containsExactly(stop(5, 3), stop(9, 1));
    }

    @Test
    void it_starts_over_when_the_cost_is_a_small_part_of_the_time_since() {
        long cost = Duration.ofMillis(100).toNanos();
        cursor.startedOver(0, cost, 1, MANY);
        cursor.passed(job(5, 1));

        cursor.positions(cost + 30 * cost - 1);
        assertThat(cursor.isAtStart()).isFalse();
        cursor.positions(cost + 30 * cost);
        assertThat(cursor.isAtStart()).isTrue();
    }

    @Test
    void it_starts_over_after_the_longest_time_whatever_that_costs() {
        cursor.startedOver(0, SLOW, 1, MANY);
        cursor.passed(job(5, 1));

        cursor.positions(SLOW + Cursor.LONGEST.toNanos() - 1);
        assertThat(cursor.isAtStart()).isFalse();
        cursor.positions(SLOW + Cursor.LONGEST.toNanos());
        assertThat(cursor.isAtStart()).isTrue();
    }

    @Test
    void starting_over_takes_a_fifth_of_the_time_at_most() {
        long cost = Duration.ofSeconds(5).toNanos();
        cursor.startedOver(0, cost, 1, MANY);
        cursor.passed(job(5, 1));

        cursor.positions(cost + 4 * cost - 1);
        assertThat(cursor.isAtStart()).isFalse();
        cursor.positions(cost + 4 * cost);
        assertThat(cursor.isAtStart()).isTrue();
    }

    @Test
    void where_none_was_due_it_goes_on_from_shortly_before_though_it_passed_no_job() {
        cursor.startedOver(0, SLOW, 0, MANY);
        cursor.foundNoneDue(5, NOON);

        assertThat(cursor.position(5, SLOW).runAt()).contains(NOON.minusSeconds(10));
        assertThat(cursor.isAtStart()).isFalse();
        cursor.passed(job(5, 3));
        assertThat(cursor.position(5, SLOW)).isEqualTo(stop(5, 3));
        cursor.foundNoneDue(5, NOON);
        assertThat(cursor.position(5, SLOW)).isEqualTo(stop(5, 3));
    }

    @Test
    void it_goes_on_for_a_moment_while_claims_come_full() {
        cursor.startedOver(0, FAST, 100, Optional.empty());
        cursor.passed(job(5, 1));
        cursor.cameFull();
        long moment = Duration.ofMillis(200).toNanos();

        cursor.positions(FAST + moment - 1);
        assertThat(cursor.isAtStart()).isFalse();
        cursor.positions(FAST + moment);
        assertThat(cursor.isAtStart()).isTrue();
    }

    @Test
    void it_starts_over_at_once_when_a_claim_came_short() {
        cursor.startedOver(0, FAST, 100, Optional.empty());
        cursor.passed(job(5, 1));
        cursor.cameFull();
        cursor.cameShort();

        cursor.positions(FAST);
        assertThat(cursor.isAtStart()).isTrue();
    }

    @Test
    void a_claim_that_came_short_does_not_make_it_start_over_where_that_is_dear() {
        cursor.startedOver(0, SLOW, 1, MANY);
        cursor.passed(job(5, 1));
        cursor.cameShort();

        cursor.positions(SLOW + 1);
        assertThat(cursor.isAtStart()).isFalse();
    }

    @Test
    void where_pages_are_many_it_goes_on_once_before_it_starts_over() {
        cursor.startedOver(0, FAST, 0, MANY_PAGES);
        cursor.passed(job(5, 1));
        long time = 5 * FAST;

        assertThat(cursor.positionsBefore(time))
                .filteredOn(position -> position.runAt().isPresent())
                .containsExactly(stop(5, 1));
        assertThat(cursor.isOverdue()).isTrue();
        cursor.positionsBefore(time);
        assertThat(cursor.isAtStart()).isTrue();
        cursor.startedOver(time, time + FAST, 0, Optional.empty());
        assertThat(cursor.isOverdue()).isFalse();
    }

    @Test
    void pages_that_it_takes_to_find_many_lines_are_not_many() {
        cursor.startedOver(0, FAST, 0, Optional.of(new Walk(1, 600).beyond(16 * 9)));
        cursor.passed(job(5, 1));

        cursor.positionsBefore(FAST);
        assertThat(cursor.isAtStart()).isTrue();
    }

    @Test
    void it_starts_over_at_once_when_pages_are_few_again() {
        cursor.startedOver(0, FAST, 0, MANY_PAGES);
        cursor.startedOver(FAST, 2 * FAST, 0, FEW);
        cursor.passed(job(5, 1));

        cursor.positionsBefore(2 * FAST);
        assertThat(cursor.isAtStart()).isTrue();
    }

    static Cursor.Position stop(int priority, long second) {
        return new Cursor.Position(
                priority, Optional.of(NOON.plusSeconds(second)), Optional.of(new JobId(new UUID(0, second))));
    }

    static Job job(int priority, long second) {
        NewJob job = NewJob.builder(new JobType("mail")).priority(priority).build();
        return new JobBuilder(new JobId(new UUID(0, second)), job, NOON)
                .runAt(NOON.plusSeconds(second))
                .build();
    }
}
