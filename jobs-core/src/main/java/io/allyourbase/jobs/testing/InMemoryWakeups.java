package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.Wakeups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

final class InMemoryWakeups implements Wakeups {
    private final InMemoryTables tables;
    /** An empty hint means closed. */
    private final BlockingQueue<Optional<QueueName>> hints = new LinkedBlockingQueue<>();

    private volatile boolean closed;

    InMemoryWakeups(InMemoryTables tables) {
        this.tables = tables;
    }

    void hint(QueueName queue) {
        Optional<QueueName> hint = Optional.of(queue);
        if (!hints.contains(hint)) {
            hints.add(hint);
        }
    }

    @Override
    public Set<QueueName> await(Duration atMost) {
        if (closed) {
            return Set.of();
        }
        List<Optional<QueueName>> received = new ArrayList<>();
        try {
            Optional<QueueName> first = hints.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
            if (first != null) {
                received.add(first);
                hints.drainTo(received);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return received.stream().flatMap(Optional::stream).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        closed = true;
        tables.removeWakeups(this);
        hints.add(Optional.empty());
    }
}
