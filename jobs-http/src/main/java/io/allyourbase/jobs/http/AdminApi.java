package io.allyourbase.jobs.http;

import io.allyourbase.jobs.host.Jobs;
import io.allyourbase.jobs.http.auth.AuthRoutes;
import io.allyourbase.jobs.http.auth.Bearer;
import io.allyourbase.jobs.http.auth.Credentials;
import io.allyourbase.jobs.http.dashboard.DashboardRoutes;
import io.allyourbase.jobs.http.health.HealthRoutes;
import io.allyourbase.jobs.http.job.BulkRoutes;
import io.allyourbase.jobs.http.job.ExplainRoutes;
import io.allyourbase.jobs.http.job.JobRoutes;
import io.allyourbase.jobs.http.metrics.MetricsRoutes;
import io.allyourbase.jobs.http.openapi.OpenApiRoutes;
import io.allyourbase.jobs.http.route.Access;
import io.allyourbase.jobs.http.route.Gate;
import io.allyourbase.jobs.http.route.Route;
import io.allyourbase.jobs.http.route.Routes;
import io.allyourbase.jobs.http.schedule.ScheduleRoutes;
import io.allyourbase.jobs.http.security.HostCheck;
import io.allyourbase.jobs.http.worker.WorkerRoutes;
import io.javalin.config.JavalinConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Puts the routes together. */
final class AdminApi {
    private final Jobs jobs;
    private final Credentials credentials;
    private final Gate gate;
    private final Access metrics;

    AdminApi(Jobs jobs, AdminOptions options, Credentials credentials) {
        this.jobs = jobs;
        this.credentials = credentials;
        Set<String> names = new HashSet<>(options.allowedHosts());
        names.add(options.host());
        this.gate = new Gate(
                new HostCheck(names),
                new Bearer(credentials.token(), System::nanoTime),
                () -> jobs.config().enabled());
        this.metrics = options.metrics();
    }

    /** The API and the dashboard, beside whatever else the app does. */
    void mount(JavalinConfig config) {
        new Routes(config, gate).add(Routes.ADMIN, routes(), Access.TOKEN);
    }

    /** These, health, the metrics where Prometheus looks for them, and an answer for every other path. */
    void mountAlone(JavalinConfig config) {
        mount(config);
        Routes others = new Routes(config, gate);
        others.add("/health", HealthRoutes.of(jobs), Access.OPEN);
        others.add("", root(), Access.OPEN);
    }

    private List<Route> root() {
        List<Route> all = new ArrayList<>(MetricsRoutes.of(jobs, System::nanoTime, metrics));
        all.add(DashboardRoutes.leadFrom("/"));
        return all;
    }

    private List<Route> routes() {
        // The first that matches answers: /jobs/{id} comes after /jobs/stats, /jobs/retry and their like.
        return Stream.of(
                        AuthRoutes.of(credentials, System::nanoTime),
                        OpenApiRoutes.of(),
                        DashboardRoutes.of(),
                        BulkRoutes.of(jobs),
                        JobRoutes.of(jobs),
                        ExplainRoutes.of(jobs),
                        ScheduleRoutes.of(jobs),
                        WorkerRoutes.of(jobs))
                .flatMap(List::stream)
                .toList();
    }
}
