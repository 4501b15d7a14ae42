package io.allyourbase.jobs.http.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Lets each address do something so often in any minute, to the event. Safe for use by many threads. */
public final class RateLimit {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    /** Of how many addresses it remembers anything: those seen last. */
    private static final int ADDRESSES = 10_000;

    private final int perMinute;
    private final LongSupplier nanoTime;
    private final Map<ClientAddress, Deque<Long>> granted = new LinkedHashMap<>(16, 0.75f, true);

    /** @param nanoTime such as {@link System#nanoTime} */
    public RateLimit(int perMinute, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
    }

    /** Grants one more, or says how long until the next can be granted. */
    public synchronized Optional<Duration> take(ClientAddress address) {
        long now = nanoTime.getAsLong();
        Deque<Long> mine = granted.computeIfAbsent(address, each -> new ArrayDeque<>());
        while (!mine.isEmpty() && now - mine.getFirst() >= MINUTE) {
            mine.removeFirst();
        }
        forgetOldest();
        if (mine.size() >= perMinute) {
            return Optional.of(Duration.ofNanos(MINUTE - (now - mine.getFirst())));
        }
        mine.addLast(now);
        return Optional.empty();
    }

    private void forgetOldest() {
        if (granted.size() > ADDRESSES) {
            granted.remove(granted.keySet().iterator().next());
        }
    }
}
