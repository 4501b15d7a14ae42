package io.allyourbase.jobs.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.event.Activity;
import io.allyourbase.jobs.port.Counts;
import io.allyourbase.jobs.port.JobStats.Stats;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JobMetricsTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong counted = new AtomicLong();
    private Duration takes = Duration.ZERO;
    private final JobMetrics metrics = new JobMetrics(this::count, new Activity(), now::get);

    @Test
    void jobs_are_counted_no_more_often_than_every_five_seconds() {
        assertThat(metrics.scrape()).contains("ayb_jobs{state=\"queued\"} 1.0");
        advance(Duration.ofMillis(4_999));
        assertThat(metrics.scrape()).contains("ayb_jobs{state=\"queued\"} 1.0");
        advance(Duration.ofMillis(1));
        assertThat(metrics.scrape()).contains("ayb_jobs{state=\"queued\"} 2.0");
    }

    @Test
    void counting_that_takes_long_is_done_less_often() {
        takes = Duration.ofSeconds(2);
        metrics.scrape();
        advance(Duration.ofSeconds(99));
        assertThat(metrics.scrape()).contains("ayb_jobs{state=\"queued\"} 1.0");
        advance(Duration.ofSeconds(1));
        assertThat(metrics.scrape()).contains("ayb_jobs{state=\"queued\"} 2.0");
    }

    private void advance(Duration by) {
        now.addAndGet(by.toNanos());
    }

    private Stats count() {
        advance(takes);
        return new Stats(counted.incrementAndGet(), 0, 0, 0, 0, Optional.empty(), Counts.NONE);
    }
}
