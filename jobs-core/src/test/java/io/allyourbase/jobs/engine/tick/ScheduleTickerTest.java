package io.allyourbase.jobs.engine.tick;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.schedule.CatchUp;
import io.allyourbase.jobs.schedule.NewSchedule;
import io.allyourbase.jobs.testing.InMemoryStore;
import io.allyourbase.jobs.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTickerTest {
    private static final Duration TICK = Duration.ofSeconds(15);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final InMemoryStore store = new InMemoryStore(clock);
    private final ScheduleTicker ticker = new ScheduleTicker(store.work().ticks(), new Events(List.of()), TICK);

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
}
