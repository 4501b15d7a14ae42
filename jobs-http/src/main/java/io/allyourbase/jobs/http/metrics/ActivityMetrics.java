package io.allyourbase.jobs.http.metrics;

import io.allyourbase.jobs.event.Activity;
import io.allyourbase.jobs.event.Activity.Totals;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToDoubleFunction;

/** What the engine of this process has done. Types and parts appear as they are met. Not safe for use by many threads. */
final class ActivityMetrics {
    private final Activity activity;
    private final MeterRegistry registry;
    private volatile Totals totals;

    ActivityMetrics(Activity activity, MeterRegistry registry) {
        this.activity = activity;
        this.registry = registry;
        this.totals = activity.totals();
        counter("schedules.fired", "Jobs that schedules made here", Tags.empty(), Totals::fired);
    }

    /** Takes the counts of now. */
    void update() {
        totals = activity.totals();
        totals.started()
                .keySet()
                .forEach(type -> counter(
                        "runs.started",
                        "Handlers called here",
                        Tags.of("type", type.value()),
                        all -> all.started().getOrDefault(type, 0L)));
        totals.ended()
                .keySet()
                .forEach(ended -> counter(
                        "runs.ended",
                        "Outcomes written from here",
                        Tags.of(
                                "type",
                                ended.type().value(),
                                "outcome",
                                ended.end().word()),
                        all -> all.ended().getOrDefault(ended, 0L)));
        totals.loopFailures()
                .keySet()
                .forEach(loop -> counter(
                        "loop.failures",
                        "Failures of the engine's own parts, which try again",
                        Tags.of("loop", loop),
                        all -> all.loopFailures().getOrDefault(loop, 0L)));
    }

    /** One that is registered already stays. */
    private void counter(String name, String description, Tags tags, ToDoubleFunction<Totals> value) {
        FunctionCounter.builder("ayb.jobs." + name, this, metrics -> value.applyAsDouble(metrics.totals))
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
