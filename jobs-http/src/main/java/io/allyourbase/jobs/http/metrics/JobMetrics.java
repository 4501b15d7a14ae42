package io.allyourbase.jobs.http.metrics;

import io.allyourbase.jobs.event.Activity;
import io.allyourbase.jobs.port.JobStats;
import io.allyourbase.jobs.port.JobStats.Stats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is counted of the jobs, as Prometheus reads it. Safe for use by many threads. */
final class JobMetrics {
    private final LastCount count;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ActivityMetrics activity;
    private @Nullable Stats shown;

    /** @param nanoTime a clock that never goes back */
    JobMetrics(JobStats stats, Activity activity, LongSupplier nanoTime) {
        this.count = new LastCount(stats, nanoTime);
        this.activity = new ActivityMetrics(activity, registry);
        state("queued", Stats::queued);
        state("running", Stats::running);
        state("completed", Stats::completed);
        state("failed", Stats::failed);
        state("canceled", Stats::canceled);
        Gauge.builder("ayb.jobs.oldest.queued.age", this, metrics -> metrics.value(JobMetrics::seconds))
                .baseUnit("seconds")
                .description("How long the job that has been due longest has waited; 0 when none is due")
                .register(registry);
        counter(
                "leases.lost",
                "Runs whose worker could not keep their lease",
                all -> all.counts().leasesLost());
        counter(
                "runs.recovered",
                "Runs taken back after their lease had ended",
                all -> all.counts().runsRecovered());
        counter(
                "stale.writes.refused",
                "Outcomes of runs that no longer owned their job",
                all -> all.counts().staleWritesRefused());
        counter(
                "duplicate.executions",
                "Handlers called right after a run that was taken back",
                all -> all.counts().duplicateExecutions());
    }

    private void state(String state, ToDoubleFunction<Stats> value) {
        Gauge.builder("ayb.jobs", this, metrics -> metrics.value(value))
                .tag("state", state)
                .description("Jobs in that state")
                .register(registry);
    }

    private void counter(String name, String description, ToDoubleFunction<Stats> value) {
        FunctionCounter.builder("ayb.jobs." + name, this, metrics -> metrics.value(value))
                .description(description)
                .register(registry);
    }

    /**
     * All of it, in Prometheus's text format.
     *
     * @throws io.allyourbase.jobs.http.error.ApiError when the first count of all is under way
     * @throws io.allyourbase.jobs.error.QueueUnavailable when the database can't be reached
     */
    String scrape() {
        return text(count.get());
    }

    private synchronized String text(Stats stats) {
        shown = stats;
        activity.update();
        return registry.scrape();
    }

    private synchronized double value(ToDoubleFunction<Stats> of) {
        return shown == null ? 0 : of.applyAsDouble(shown);
    }

    private static double seconds(Stats stats) {
        return stats.oldestQueuedAge().map(age -> age.toMillis() / 1e3).orElse(0.0);
    }
}
