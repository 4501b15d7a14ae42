package io.allyourbase.jobs.cli.faults.check;

import io.allyourbase.jobs.cli.faults.journal.Entry;
import io.allyourbase.jobs.cli.faults.journal.Entry.What;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** How many handlers ended when: how fast the queue was at any time. Safe for use by many threads. */
public final class Finishes {
    private static final long SLICE_MILLIS = 100;
    private static final Duration WINDOW = Duration.ofSeconds(1);

    /** By the first millisecond of each slice of time. */
    private final ConcurrentSkipListMap<Long, Integer> bySlice = new ConcurrentSkipListMap<>();

    public void add(Collection<Entry> entries) {
        entries.stream()
                .filter(entry -> entry.what() == What.COMPLETED)
                .forEach(entry -> bySlice.merge(slice(entry.at()), 1, Integer::sum));
    }

    private static long slice(Instant at) {
        long millis = at.toEpochMilli();
        return millis - millis % SLICE_MILLIS;
    }

    /** How many ended in the second that starts then. */
    public int inSecond(Instant from) {
        return bySlice.subMap(slice(from), slice(from.plus(WINDOW))).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** When, from that moment on, the first second with so many began; empty when there was none yet. */
    public Optional<Instant> firstSecondWith(int count, Instant from) {
        return bySlice.tailMap(slice(from)).keySet().stream()
                .map(Instant::ofEpochMilli)
                .filter(second -> inSecond(second) >= count)
                .findFirst()
                .map(second -> second.isBefore(from) ? from : second);
    }

    /** How many ended in all. */
    public long total() {
        return bySlice.values().stream().mapToLong(Integer::longValue).sum();
    }
}
