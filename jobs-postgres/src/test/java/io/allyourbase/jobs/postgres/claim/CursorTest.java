package io.allyourbase.jobs.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobBuilder;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long SLOW = Duration.ofSeconds(2).toNanos();
    private static final long FAST = Duration.ofMillis(1).toNanos();

    private final Cursor cursor = new Cursor();

    @Test
    void it_starts_over_each_time_while_that_is_cheap() {
        cursor.startedOver(0, FAST, 1);
        cursor.passed(List.of(job(5, 1)));

        assertThat(cursor.positions(FAST)).allMatch(position -> position.runAt().isEmpty());
    }

    @Test
    void it_goes_on_from_the_last_of_each_priority_while_starting_over_is_dear() {
        cursor.startedOver(0, SLOW, 1);
        cursor.passed(List.of(job(5, 3), job(5, 2), job(9, 1)));
        cursor.passed(List.of(job(5, 1)));

        assertThat(cursor.positions(SLOW + 1))
                .filteredOn(position -> position.runAt().isPresent())
                .containsExactly(stop(5, 3), stop(9, 1));
        assertThat(cursor.isAtStart()).isFalse();
    }

    @Test
    void it_starts_over_when_the_cost_is_a_small_part_of_the_time_since() {
        long cost = Duration.ofMillis(100).toNanos();
        cursor.startedOver(0, cost, 1);
        cursor.passed(List.of(job(5, 1)));

        cursor.positions(cost + 30 * cost - 1);
        assertThat(cursor.isAtStart()).isFalse();
        cursor.positions(cost + 30 * cost);
        assertThat(cursor.isAtStart()).isTrue();
    }

    @Test
    void it_starts_over_after_the_longest_time_whatever_that_costs() {
        cursor.startedOver(0, SLOW, 1);
        cursor.passed(List.of(job(5, 1)));

        cursor.positions(SLOW + Cursor.LONGEST.toNanos() - 1);
        assertThat(cursor.isAtStart()).isFalse();
        cursor.positions(SLOW + Cursor.LONGEST.toNanos());
        assertThat(cursor.isAtStart()).isTrue();
    }

    @Test
    void a_claim_of_many_may_take_longer_and_still_be_cheap() {
        cursor.startedOver(0, Duration.ofMillis(40).toNanos(), 1_000);
        cursor.passed(List.of(job(5, 1)));

        cursor.positions(Duration.ofMillis(41).toNanos());
        assertThat(cursor.isAtStart()).isTrue();
    }

    private static Cursor.Position stop(int priority, long second) {
        return new Cursor.Position(
                priority, Optional.of(NOON.plusSeconds(second)), Optional.of(new JobId(new UUID(0, second))));
    }

    private static Job job(int priority, long second) {
        NewJob job = NewJob.builder(new JobType("mail")).priority(priority).build();
        return new JobBuilder(new JobId(new UUID(0, second)), job, NOON)
                .runAt(NOON.plusSeconds(second))
                .build();
    }
}
