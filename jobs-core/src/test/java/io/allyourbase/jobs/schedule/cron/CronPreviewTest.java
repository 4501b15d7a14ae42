package io.allyourbase.jobs.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.schedule.cron.CronPreview.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CronPreviewTest {
    @Test
    void a_fire_that_a_gap_moves_is_marked() {
        assertThat(fires("30 2 * * *", "2026-03-27T12:00:00Z", 3))
                .containsExactly(
                        "2026-03-28T02:30+01:00[Europe/Berlin] STEADY",
                        "2026-03-29T03:00+02:00[Europe/Berlin] MOVED",
                        "2026-03-30T02:30+02:00[Europe/Berlin] STEADY");
    }

    @Test
    void a_fire_that_the_expression_names_itself_at_the_end_of_a_gap_is_not() {
        assertThat(fires("0 * * * *", "2026-03-28T23:30:00Z", 3))
                .containsExactly(
                        "2026-03-29T01:00+01:00[Europe/Berlin] STEADY",
                        "2026-03-29T03:00+02:00[Europe/Berlin] STEADY",
                        "2026-03-29T04:00+02:00[Europe/Berlin] STEADY");
    }

    @Test
    void a_fire_at_a_time_that_occurs_twice_is_marked_and_is_the_first_of_the_two() {
        assertThat(fires("30 2 * * *", "2026-10-24T12:00:00Z", 2))
                .containsExactly(
                        "2026-10-25T02:30+02:00[Europe/Berlin] TWICE", "2026-10-26T02:30+01:00[Europe/Berlin] STEADY");
    }

    @Test
    void a_zone_whose_clock_never_changes_marks_nothing() {
        assertThat(CronPreview.of("30 2 * * *", "UTC").after(Instant.parse("2026-03-27T12:00:00Z"), 400))
                .hasSize(400)
                .allMatch(fire -> fire.clock() == Clock.STEADY);
    }

    @Test
    void refuses_what_a_recurrence_refuses() {
        assertThatThrownBy(() -> CronPreview.of("* * * *", "UTC")).isInstanceOf(InvalidCron.class);
        assertThatThrownBy(() -> CronPreview.of("* * * * *", "Mars/Olympus")).isInstanceOf(InvalidCron.class);
    }

    private static List<String> fires(String expression, String from, int count) {
        return CronPreview.of(expression, "Europe/Berlin").after(Instant.parse(from), count).stream()
                .map(fire -> fire.at() + " " + fire.clock())
                .toList();
    }
}
