package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.port.ScheduleTicks;
import io.allyourbase.jobs.schedule.Schedule;
import io.allyourbase.jobs.simulation.Statement.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store's schedules beyond a network. */
final class RemoteTicks implements ScheduleTicks {
    private final Network network;
    private final Node node;
    private final ScheduleTicks ticks;

    RemoteTicks(Network network, Node node, ScheduleTicks ticks) {
        this.network = network;
        this.node = node;
        this.ticks = ticks;
    }

    @Override
    public Due due(int limit) {
        return network.call(Statement.of(node, Kind.READ), () -> ticks.due(limit));
    }

    @Override
    public Advanced fire(List<Advance> advances) {
        return network.call(Statement.of(node, Kind.FIRE), () -> ticks.fire(advances));
    }

    @Override
    public boolean disable(Schedule observed, String problem) {
        return network.call(Statement.of(node, Kind.EDIT), () -> ticks.disable(observed, problem));
    }

    @Override
    public Optional<Duration> untilNextDue() {
        return network.call(Statement.of(node, Kind.READ), ticks::untilNextDue);
    }
}
