package io.allyourbase.jobs.port;

import java.time.Duration;
import java.util.Optional;

/** Counts jobs, without reading finished ones. */
public interface JobStats {
    Stats stats();

    /**
     * @param completed of those kept; so too failed and canceled
     * @param oldestQueuedAge how long the job that has been due longest has waited; absent when none is due
     * @param counts of all workers, ever
     */
    record Stats(
            long queued,
            long running,
            long completed,
            long failed,
            long canceled,
            Optional<Duration> oldestQueuedAge,
            Counts counts) {}
}
