package io.allyourbase.jobs.rivals.system;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Which jobs have run, how often, and when each started first. Safe for use by many threads. */
final class Tally {
    private final AtomicLongArray startedAt;
    private final AtomicInteger distinct = new AtomicInteger();
    private final LongAdder runs = new LongAdder();
    private final Map<Integer, CompletableFuture<Void>> goals = new ConcurrentHashMap<>();

    /** For jobs numbered from 0 to below the capacity. */
    Tally(int capacity) {
        this.startedAt = new AtomicLongArray(capacity);
    }

    /** A job started. */
    void started(int number) {
        long now = System.nanoTime();
        runs.increment();
        if (startedAt.compareAndSet(number, 0, now)) {
            CompletableFuture<Void> goal = goals.get(distinct.incrementAndGet());
            if (goal != null) {
                goal.complete(null);
            }
        }
    }

    /** Done once so many different jobs have started; to be asked for before that. */
    CompletableFuture<Void> reached(int count) {
        return goals.computeIfAbsent(count, any -> new CompletableFuture<>());
    }

    long startedAt(int number) {
        return startedAt.get(number);
    }

    int distinct() {
        return distinct.get();
    }

    long runs() {
        return runs.sum();
    }
}
