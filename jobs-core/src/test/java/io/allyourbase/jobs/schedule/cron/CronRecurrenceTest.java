package io.allyourbase.jobs.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronRecurrenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/15 * * * *        | 2026-01-01T00:00:00Z | 2026-01-01T00:15:00Z",
                "*/15 * * * *        | 2026-01-01T00:14:59.999999Z | 2026-01-01T00:15:00Z",
                "5/20 * * * *        | 2026-01-01T00:46:00Z | 2026-01-01T01:05:00Z",
                "10-30/10 2 * * *    | 2026-01-01T02:20:00Z | 2026-01-01T02:30:00Z",
                "0 0 1,15 * *        | 2026-01-02T00:00:00Z | 2026-01-15T00:00:00Z",
                "0 9 * * MON-FRI     | 2026-01-02T09:00:00Z | 2026-01-05T09:00:00Z",
                "0 9 * * 7           | 2026-01-01T00:00:00Z | 2026-01-04T09:00:00Z",
                "0 9 * * 0           | 2026-01-01T00:00:00Z | 2026-01-04T09:00:00Z",
                "0 9 * * SUN-TUE     | 2026-01-04T09:00:00Z | 2026-01-05T09:00:00Z",
                "0 9 * * 5-7         | 2026-01-03T09:00:00Z | 2026-01-04T09:00:00Z",
                "0 0 * jan,MAR *     | 2026-01-31T00:00:00Z | 2026-03-01T00:00:00Z",
                "0 0 29 2 *          | 2096-03-01T00:00:00Z | 2104-02-29T00:00:00Z",
                "0 0 13 * FRI        | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z",
                "0 0 13 * FRI        | 2026-01-09T00:00:00Z | 2026-01-13T00:00:00Z",
                "@hourly             | 2026-01-01T00:00:00Z | 2026-01-01T01:00:00Z",
                "@daily              | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z",
                "@weekly             | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z",
                "@monthly            | 2026-01-01T00:00:00Z | 2026-02-01T00:00:00Z",
                "@yearly             | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z",
            })
    void fires_first_strictly_after(String expression, Instant after, Instant expected) {
        assertThat(CronRecurrence.of(expression, "UTC").next(after)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * 32 * *",
                "* * * 13 *",
                "* * * * 8",
                "*/0 * * * *",
                "30-10 * * * *",
                "FOO * * * *",
                "* * * * 5L",
                "* * L * *",
                "* * ? * *",
                "* * * * 5#2",
                "@reboot",
                "@",
                "0 0 30 2 *",
                "0 0 31 4,6 *",
                "a",
                "-1 * * * *",
                "1, * * * *",
                "0 0 * * *||0 1 * * *",
                "0 0 * * *|",
                "* * * * 1|2",
                "1-5/ * * * *",
                "1-/ * * * *",
                "*/ * * * *",
                "/ * * * *",
                "- * * * *",
                ", * * * *",
                "5/2147483647 * * * *",
                "99999999999 * * * *",
                "0 3 * * *\u0000",
                "0 3\u0000* * *",
                "0\u00a03 * * *",
                "\u0663 * * * *"
            })
    void refuses_what_is_not_five_unix_fields(String expression) {
        assertThatThrownBy(() -> CronRecurrence.of(expression, "UTC"))
                .isInstanceOf(InvalidCron.class)
                .hasMessage("invalid cron expression");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mars/Olympus", "UTC+3", "+02:00", "europe/berlin"})
    void refuses_a_zone_that_is_not_iana(String zone) {
        assertThatThrownBy(() -> CronRecurrence.of("* * * * *", zone))
                .isInstanceOf(InvalidCron.class)
                .hasMessage("invalid timezone");
    }

    @Test
    void a_time_in_the_gap_fires_once_right_after_it() {
        assertThat(fires("30 2 * * *", "2026-03-28T12:00:00Z", 2))
                .containsExactly(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
        assertThat(fires("*/20 2 * * *", "2026-03-28T12:00:00Z", 2))
                .containsExactly(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-30T00:00:00Z"));
    }

    @Test
    void a_time_that_occurs_twice_fires_at_its_first_occurrence_only() {
        assertThat(fires("30 2 * * *", "2026-10-24T12:00:00Z", 2))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
        assertThat(CronRecurrence.of("0 3 * * *", "Europe/Berlin").next(Instant.parse("2026-10-25T01:30:00Z")))
                .contains(Instant.parse("2026-10-25T02:00:00Z"));
    }

    private static List<Instant> fires(String expression, String from, int count) {
        CronRecurrence recurrence = CronRecurrence.of(expression, "Europe/Berlin");
        List<Instant> fires = new ArrayList<>(List.of(Instant.parse(from)));
        IntStream.range(0, count)
                .forEach(i ->
                        fires.add(recurrence.next(fires.get(fires.size() - 1)).orElseThrow()));
        return fires.subList(1, fires.size());
    }
}
