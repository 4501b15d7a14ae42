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
    private final Set<QueueName> queues;
    private final Dispatcher dispatcher;
    private final Signal signal;

    /** @param signal what wakes the dispatcher */
    public WakeupListener(Wakeups wakeups, List<QueueName> queues, Dispatcher dispatcher, Signal signal) {
        this.wakeups = wakeups;
        this.queues = Set.copyOf(queues);
        this.dispatcher = dispatcher;
        this.signal = signal;
        wakeups.onOwn(this::heard);
    }

    @Override
    public Duration step() {
        heard(wakeups.await(LONGEST_WAIT));
        return Duration.ZERO;
    }

    private void heard(Set<QueueName> hinted) {
        if (!Collections.disjoint(hinted, queues)) {
            dispatcher.hint();
            signal.raise();
        }
    }
}
