package io.allyourbase.jobs.http.metrics;

import io.allyourbase.jobs.host.Jobs;
import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.route.Access;
import io.allyourbase.jobs.http.route.Answer;
import io.allyourbase.jobs.http.route.Route;
import java.util.List;
import java.util.function.LongSupplier;

/** Tells Prometheus how the jobs are. */
public final class MetricsRoutes {
    private MetricsRoutes() {}

    /**
     * The route.
     *
     * @param nanoTime a clock that never goes back
     * @param access who may read them: jobs that are disabled have none all the same
     */
    public static List<Route> of(Jobs jobs, LongSupplier nanoTime, Access access) {
        JobMetrics metrics = new JobMetrics(jobs.store().stats(), jobs.activity(), nanoTime);
        return List.of(Route.get("/metrics", access, call -> {
            if (!jobs.config().enabled()) {
                throw ApiError.of(503, "job queue is not enabled");
            }
            return Answer.text("text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
        }));
    }
}
