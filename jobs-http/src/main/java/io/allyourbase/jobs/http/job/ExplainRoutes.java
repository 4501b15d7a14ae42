package io.allyourbase.jobs.http.job;

import io.allyourbase.jobs.explain.Explanation;
import io.allyourbase.jobs.host.Jobs;
import io.allyourbase.jobs.http.route.Access;
import io.allyourbase.jobs.http.route.Answer;
import io.allyourbase.jobs.http.route.Call;
import io.allyourbase.jobs.http.route.Route;
import java.util.List;

/** Says why a job is where it is. */
public final class ExplainRoutes {
    private ExplainRoutes() {}

    public static List<Route> of(Jobs jobs) {
        return List.of(Route.get("/jobs/{id}/explain", Access.JOBS, call -> explain(jobs, call)));
    }

    private static Answer explain(Jobs jobs, Call call) {
        return jobs.store()
                .insight()
                .facts(JobPath.id(call))
                .map(Explanation::of)
                .map(ExplanationView::of)
                .map(Answer::ok)
                .orElseThrow(JobPath::notFound);
    }
}
