package io.allyourbase.jobs.cli.demo;

import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.event.JobEventListener;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.lifecycle.Event;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts what the engine tells. */
final class Meter implements JobEventListener {
    private final Histogram pickup = new ConcurrentHistogram(3);
    private final AtomicLong retries = new AtomicLong();

    @Override
    public void on(JobEvent event) {
        if (event instanceof JobEvent.RunStarted started) {
            pickup.recordValue(latency(started.job()));
        } else if (event instanceof JobEvent.RunWritten written && written.outcome() instanceof Event.Fail) {
            retries.incrementAndGet();
        }
    }

    /** From when the job was due to when it was claimed, both by the database's clock. In microseconds. */
    private static long latency(Job job) {
        Duration waited = Duration.between(job.runAt(), job.lastRunAt().orElseThrow());
        return Math.max(0, waited.toNanos() / 1_000);
    }

    long retries() {
        return retries.get();
    }

    double pickupMillis(double percentile) {
        return pickup.getValueAtPercentile(percentile) / 1_000.0;
    }
}
