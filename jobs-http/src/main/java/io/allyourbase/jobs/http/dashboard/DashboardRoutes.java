package io.allyourbase.jobs.http.dashboard;

import io.allyourbase.jobs.http.route.Access;
import io.allyourbase.jobs.http.route.Answer;
import io.allyourbase.jobs.http.route.Route;
import io.allyourbase.jobs.http.route.Routes;
import java.util.List;
import java.util.stream.Stream;

/** Lets operators see and steer jobs in a browser. The pages hold no data: they ask the API, with the operator's token. */
public final class DashboardRoutes {
    private static final String BASE = "/dashboard";
    private static final String FIRST = BASE + "/index.html";

    private static final List<String> FILES = List.of(
            "index.html",
            "style.css",
            "icon.svg",
            "main.js",
            "action.js",
            "api.js",
            "dialog.js",
            "dom.js",
            "job.js",
            "job-form.js",
            "jobs.js",
            "json.js",
            "notice.js",
            "overview.js",
            "payload-field.js",
            "rate-chart.js",
            "schedule-form.js",
            "schedules.js",
            "sign-in.js",
            "time-field.js",
            "words.js");

    private DashboardRoutes() {}

    /** The pages, below the admin API. */
    public static List<Route> of() {
        return Stream.concat(Stream.of(leadFrom(BASE)), FILES.stream().map(DashboardRoutes::asset))
                .toList();
    }

    /** From a path to the first page. */
    public static Route leadFrom(String path) {
        return Route.get(path, Access.OPEN, call -> Answer.redirect(Routes.ADMIN + FIRST));
    }

    private static Route asset(String file) {
        Answer asset = Asset.of(file);
        return Route.get(BASE + "/" + file, Access.OPEN, call -> asset);
    }
}
