package io.allyourbase.jobs.http.job;

import io.allyourbase.jobs.port.JobStats.Stats;
import java.util.Optional;

/** How many jobs there are on the wire; the age in seconds. */
record StatsView(
        long queued,
        long running,
        long completed,
        long failed,
        long canceled,
        Optional<Double> oldestQueuedAgeSec,
        long leasesLost,
        long runsRecovered,
        long staleWritesRefused,
        long duplicateExecutions) {

    static StatsView of(Stats stats) {
        return new StatsView(
                stats.queued(),
                stats.running(),
                stats.completed(),
                stats.failed(),
                stats.canceled(),
                stats.oldestQueuedAge().map(Seconds::of),
                stats.counts().leasesLost(),
                stats.counts().runsRecovered(),
                stats.counts().staleWritesRefused(),
                stats.counts().duplicateExecutions());
    }
}
