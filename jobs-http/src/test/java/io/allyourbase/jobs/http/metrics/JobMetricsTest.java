package io.allyourbase.jobs.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.event.Activity;
import io.allyourbase.jobs.port.Counts;
import io.allyourbase.jobs.port.JobStats.Stats;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JobMetricsTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong counted = new AtomicLong();
    private Duration takes = Duration.ZERO;
    private Runnable meanwhile = () -> {};
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

    @Test
    void counting_that_fails_is_not_tried_again_by_each_reader() {
        takes = Duration.ofSeconds(30);
        meanwhile = () -> {
            throw new QueueUnavailable("the database is not available", new SQLException());
        };
        assertThatThrownBy(metrics::scrape).isInstanceOf(QueueUnavailable.class);
        advance(Duration.ofSeconds(59));
        meanwhile = () -> {};
        assertThatThrownBy(metrics::scrape).isInstanceOf(QueueUnavailable.class);
        advance(Duration.ofSeconds(1));
        assertThat(metrics.scrape()).contains("ayb_jobs{state=\"queued\"} 1.0");
    }

    @Test
    void nobody_waits_for_another_s_first_count() {
        Paused first = new Paused();

        assertThatThrownBy(metrics::scrape).hasMessage("the jobs are being counted; try again");

        assertThat(first.end()).contains("ayb_jobs{state=\"queued\"} 1.0");
    }

    @Test
    void while_another_counts_the_last_numbers_are_told() {
        metrics.scrape();
        advance(Duration.ofSeconds(5));
        Paused second = new Paused();

        assertThat(metrics.scrape()).contains("ayb_jobs{state=\"queued\"} 1.0");

        assertThat(second.end()).contains("ayb_jobs{state=\"queued\"} 2.0");
    }

    /** A reader in the midst of counting. */
    private final class Paused {
        private final CompletableFuture<Void> goOn = new CompletableFuture<>();
        private final CompletableFuture<String> text;

        Paused() {
            CompletableFuture<Void> counting = new CompletableFuture<>();
            meanwhile = () -> {
                counting.complete(null);
                goOn.join();
            };
            text = CompletableFuture.supplyAsync(metrics::scrape);
            counting.join();
        }

        String end() {
            goOn.complete(null);
            return text.join();
        }
    }

    private void advance(Duration by) {
        now.addAndGet(by.toNanos());
    }

    private Stats count() {
        advance(takes);
        meanwhile.run();
        return new Stats(counted.incrementAndGet(), 0, 0, 0, 0, Optional.empty(), Counts.NONE);
    }
}
