package io.allyourbase.jobs.engine.tick;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.port.ScheduleTicks;
import io.allyourbase.jobs.schedule.CatchUp;
import io.allyourbase.jobs.schedule.NewSchedule;
import io.allyourbase.jobs.schedule.Schedule;
import io.allyourbase.jobs.testing.InMemoryStore;
import io.allyourbase.jobs.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTickerTest {
    private static final Duration TICK = Duration.ofSeconds(15);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final InMemoryStore store = new InMemoryStore(clock);
    private final ScheduleTicker ticker = ticker(store.work().ticks());

    @Test
    void many_that_make_no_job_are_advanced_without_a_pause() {
        for (int i = 0; i < 150; i++) {
            store.schedules()
                    .create(NewSchedule.builder("s" + i, new JobType("mail"), "@daily")
                            .catchUp(CatchUp.SKIP)
                            .build());
        }
        clock.advance(Duration.ofDays(10));

        assertThat(ticker.step()).isZero();
        ticker.step();
        assertThat(store.work().ticks().due(1).schedules()).isEmpty();
        assertThat(ticker.step()).isEqualTo(TICK);
        assertThat(store.stats().stats().queued()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 * * *||0 1 * * *", "* * * * 1|2", "1-5/ * * * *", "0 3 * * *\u0000"})
    void one_that_cannot_be_read_is_disabled_and_holds_up_no_other(String written) {
        create("broken");
        create("whole");
        clock.advance(Duration.ofDays(1));
        ScheduleTicker ticker = ticker(new Overwritten(store.work().ticks(), "broken", written));

        ticker.step();

        assertThat(store.stats().stats().queued()).isEqualTo(1);
        assertThat(store.schedules().list()).extracting(Schedule::enabled).containsExactly(false, true);
        assertThat(store.schedules().list().get(0).problem().orElseThrow()).startsWith("invalid cron expression: ");
    }

    private void create(String name) {
        store.schedules()
                .create(NewSchedule.builder(name, new JobType("mail"), "@daily").build());
    }

    private static ScheduleTicker ticker(ScheduleTicks ticks) {
        return new ScheduleTicker(ticks, new Events(List.of()), TICK);
    }

    /** What somebody wrote into a row past all that checks expressions. */
    private record Overwritten(ScheduleTicks ticks, String name, String cronExpr) implements ScheduleTicks {
        @Override
        public Optional<Duration> untilNextDue() {
            return ticks.untilNextDue();
        }

        @Override
        public Due due(int limit) {
            Due due = ticks.due(limit);
            return new Due(due.now(), due.schedules().stream().map(this::read).toList());
        }

        @Override
        public Advanced fire(List<Advance> advances) {
            return ticks.fire(advances);
        }

        @Override
        public boolean disable(Schedule schedule, String problem) {
            return ticks.disable(schedule, problem);
        }

        private Schedule read(Schedule row) {
            return row.name().equals(name)
                    ? new Schedule(
                            row.id(),
                            row.name(),
                            row.jobType(),
                            row.payload(),
                            cronExpr,
                            row.timezone(),
                            row.enabled(),
                            row.maxAttempts(),
                            row.catchUp(),
                            row.overlap(),
                            row.nextRunAt(),
                            row.lastRunAt(),
                            row.version(),
                            row.problem(),
                            row.createdAt(),
                            row.updatedAt())
                    : row;
        }
    }
}
