package io.allyourbase.jobs.port;

import io.allyourbase.jobs.name.QueueName;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** Hints that jobs were enqueued. A hint may be late, doubled or lost: polling alone suffices. */
public interface Wakeups extends AutoCloseable {
    /**
     * Waits for a hint, at most that long, and returns the queues hinted at; empty when none came. Returns at once
     * when closed. Called by one thread.
     */
    Set<QueueName> await(Duration atMost);

    /**
     * Names who is told at once of jobs that this process has enqueued through the same store and committed, on the thread
     * that enqueued, until this is closed: sooner than any hint comes by way of the database. A store need not tell.
     */
    default void onOwn(Consumer<Set<QueueName>> ear) {}

    /** Ends a wait that is under way. May be called by any thread, and more than once. */
    @Override
    void close();
}
