package io.allyourbase.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.schedule.cron.CronRecurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueFiresTest {
    private static final Recurrence HOURLY = CronRecurrence.of("@hourly", "UTC");
    private static final Instant ONE = Instant.parse("2026-03-01T01:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofMinutes(1);

    @Test
    void a_fire_time_in_time_makes_its_job_under_every_policy() {
        for (CatchUp catchUp : List.of(CatchUp.ONCE, CatchUp.SKIP, CatchUp.all(3))) {
            assertThat(due(ONE.plusSeconds(20), catchUp)).isEqualTo(fires(ONE.plus(HOUR), ONE));
        }
    }

    @Test
    void after_a_downtime_one_late_job_stands_for_all_that_were_missed() {
        assertThat(due(ONE.plus(Duration.ofMinutes(190)), CatchUp.ONCE))
                .isEqualTo(fires(ONE.plus(HOUR.multipliedBy(4)), ONE.plus(HOUR.multipliedBy(3))));
    }

    @Test
    void skip_leaves_out_what_is_later_than_the_grace() {
        assertThat(due(ONE.plus(Duration.ofMinutes(190)), CatchUp.SKIP))
                .isEqualTo(fires(ONE.plus(HOUR.multipliedBy(4))));
        assertThat(due(ONE.plus(HOUR.multipliedBy(3)).plusSeconds(59), CatchUp.SKIP))
                .isEqualTo(fires(ONE.plus(HOUR.multipliedBy(4)), ONE.plus(HOUR.multipliedBy(3))));
    }

    @Test
    void all_makes_a_job_for_each_oldest_first_up_to_the_cap() {
        Instant now = ONE.plus(Duration.ofMinutes(190));
        Instant next = ONE.plus(HOUR.multipliedBy(4));

        assertThat(due(now, CatchUp.all(100)))
                .isEqualTo(fires(
                        next, ONE, ONE.plus(HOUR), ONE.plus(HOUR.multipliedBy(2)), ONE.plus(HOUR.multipliedBy(3))));
        assertThat(due(now, CatchUp.all(2)))
                .isEqualTo(fires(next, ONE.plus(HOUR.multipliedBy(2)), ONE.plus(HOUR.multipliedBy(3))));
    }

    @Test
    void a_year_of_missed_minutes_is_as_quick_as_one() {
        Instant now = ONE.plus(Duration.ofDays(365));

        DueFires due = DueFires.at(now, ONE, CronRecurrence.of("* * * * *", "UTC"), CatchUp.all(2), GRACE);

        assertThat(due).isEqualTo(fires(now.plusSeconds(60), now.minusSeconds(60), now));
    }

    private static DueFires due(Instant now, CatchUp catchUp) {
        return DueFires.at(now, ONE, HOURLY, catchUp, GRACE);
    }

    private static DueFires fires(Instant next, Instant... fires) {
        return new DueFires(List.of(fires), Optional.of(next));
    }
}
