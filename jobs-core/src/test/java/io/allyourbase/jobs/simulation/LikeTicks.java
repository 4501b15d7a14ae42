package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.port.ScheduleTicks;
import io.allyourbase.jobs.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The scheduler's port as it is, for a mutation to change one thing of. */
class LikeTicks implements ScheduleTicks {
    private final ScheduleTicks ticks;

    LikeTicks(ScheduleTicks ticks) {
        this.ticks = ticks;
    }

    @Override
    public Due due(int limit) {
        return ticks.due(limit);
    }

    @Override
    public Advanced fire(List<Advance> advances) {
        return ticks.fire(advances);
    }

    @Override
    public boolean disable(Schedule observed, String problem) {
        return ticks.disable(observed, problem);
    }

    @Override
    public Optional<Duration> untilNextDue() {
        return ticks.untilNextDue();
    }
}
