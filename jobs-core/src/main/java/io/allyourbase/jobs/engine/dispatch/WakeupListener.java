package io.allyourbase.jobs.engine.dispatch;

import io.allyourbase.jobs.engine.loop.Signal;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.Wakeups;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Wakes the dispatcher when one of its queues got a job. */
public final class WakeupListener implements Step {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Wakeups wakeups;
    private final List<QueueName> queues;
    private final Signal dispatcher;

    public WakeupListener(Wakeups wakeups, List<QueueName> queues, Signal dispatcher) {
        this.wakeups = wakeups;
        this.queues = List.copyOf(queues);
        this.dispatcher = dispatcher;
    }

    @Override
    public Duration step() {
        Set<QueueName> hinted = wakeups.await(LONGEST_WAIT);
        if (!Collections.disjoint(hinted, queues)) {
            dispatcher.raise();
        }
        return Duration.ZERO;
    }
}
