package io.allyourbase.jobs.event;

import io.allyourbase.jobs.name.JobType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts what engines of this process do, from zero. Safe for use by many threads. */
public final class Activity implements JobEventListener {
    private final Map<JobType, LongAdder> started = new ConcurrentHashMap<>();
    private final Map<Ended, LongAdder> ended = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> loopFailures = new ConcurrentHashMap<>();
    private final LongAdder fired = new LongAdder();

    /** Runs of that type that ended so. */
    public record Ended(JobType type, RunEnd end) {}

    /**
     * How often each has happened until now; what has not is absent.
     *
     * @param started handlers called
     * @param ended outcomes written
     * @param loopFailures failures of the engine's own parts, by their names
     * @param fired jobs that schedules made
     */
    public record Totals(
            Map<JobType, Long> started, Map<Ended, Long> ended, Map<String, Long> loopFailures, long fired) {
        public Totals {
            started = Map.copyOf(started);
            ended = Map.copyOf(ended);
            loopFailures = Map.copyOf(loopFailures);
        }
    }

    @Override
    public void on(JobEvent event) {
        if (event instanceof JobEvent.RunStarted run) {
            count(started, run.job().type());
        } else if (event instanceof JobEvent.RunWritten run) {
            count(ended, new Ended(run.job().type(), run.end()));
        } else if (event instanceof JobEvent.LoopFailed failed) {
            count(loopFailures, failed.loop());
        } else if (event instanceof JobEvent.ScheduleFired) {
            fired.increment();
        }
    }

    public Totals totals() {
        return new Totals(sums(started), sums(ended), sums(loopFailures), fired.sum());
    }

    private static <K> void count(Map<K, LongAdder> counts, K key) {
        counts.computeIfAbsent(key, each -> new LongAdder()).increment();
    }

    private static <K> Map<K, Long> sums(Map<K, LongAdder> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, count -> count.getValue().sum()));
    }
}
