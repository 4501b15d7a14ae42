package io.allyourbase.jobs.cli.faults.load;

import io.allyourbase.jobs.name.JobId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What the enqueuer was told of each job, by the job's number: its id, or nothing when the answer was lost. Safe for use
 * by many threads.
 */
public final class Ledger {
    private final ConcurrentSkipListMap<Long, Optional<JobId>> told = new ConcurrentSkipListMap<>();

    /** It is in the queue: its id was told. */
    void acknowledged(long number, JobId id) {
        told.put(number, Optional.of(id));
    }

    /** It may be in the queue, or not. */
    void inDoubt(long number) {
        told.put(number, Optional.empty());
    }

    /** Takes out what was told of all jobs up to that number. */
    public SortedMap<Long, Optional<JobId>> take(long upTo) {
        SortedMap<Long, Optional<JobId>> head = told.headMap(upTo, true);
        SortedMap<Long, Optional<JobId>> taken = new TreeMap<>(head);
        head.clear();
        return taken;
    }

    /** The last number of which anything was told; 0 when there is none. */
    public long last() {
        Map.Entry<Long, ?> last = told.lastEntry();
        return last == null ? 0 : last.getKey();
    }
}
