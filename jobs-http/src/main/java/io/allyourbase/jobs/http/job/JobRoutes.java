package io.allyourbase.jobs.http.job;

import io.allyourbase.jobs.host.Jobs;
import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.route.Access;
import io.allyourbase.jobs.http.route.Answer;
import io.allyourbase.jobs.http.route.Call;
import io.allyourbase.jobs.http.route.Route;
import io.allyourbase.jobs.http.route.Routes;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.lifecycle.Decision;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.JobAdmin;
import java.util.List;
import java.util.Optional;

/** What operators do with jobs, one at a time. */
public final class JobRoutes {
    private final Jobs jobs;

    private JobRoutes(Jobs jobs) {
        this.jobs = jobs;
    }

    public static List<Route> of(Jobs jobs) {
        JobRoutes routes = new JobRoutes(jobs);
        return List.of(
                Route.get("/jobs", Access.JOBS, routes::list),
                Route.post("/jobs", Access.JOBS, routes::enqueue),
                Route.get("/jobs/stats", Access.JOBS, routes::stats),
                Route.get("/jobs/{id}", Access.JOBS, routes::find),
                Route.post("/jobs/{id}/retry", Access.JOBS, routes::retry),
                Route.post("/jobs/{id}/run", Access.JOBS, routes::run),
                Route.post("/jobs/{id}/cancel", Access.JOBS, routes::cancel));
    }

    private Answer list(Call call) {
        JobAdmin.Page page = admin().list(FilterQuery.filter(call.query()), FilterQuery.page(call.query()));
        return Answer.ok(PageView.of(page));
    }

    private Answer enqueue(Call call) {
        Enqueued enqueued = jobs.store()
                .queue()
                .enqueue(NewJobBody.parse(call.body(), jobs.config().maxAttemptsDefault()));
        JobView view = JobView.of(found(enqueued.id()));
        return enqueued instanceof Enqueued.Duplicate
                ? Answer.ok(view)
                : Answer.of(201, view).header("Location", Routes.ADMIN + "/jobs/" + enqueued.id());
    }

    private Answer stats(Call call) {
        return Answer.ok(StatsView.of(jobs.store().stats().stats()));
    }

    private Answer find(Call call) {
        return Answer.ok(JobView.withRuns(found(JobPath.id(call))));
    }

    private Answer retry(Call call) {
        JobId id = JobPath.id(call);
        return decided(admin().retry(id), "job " + id + " is not in failed state");
    }

    private Answer run(Call call) {
        JobId id = JobPath.id(call);
        return decided(admin().runNow(id), "job " + id + " is not in queued state");
    }

    private Answer cancel(Call call) {
        JobId id = JobPath.id(call);
        return RunningQuery.isAsk(call.query())
                ? decided(admin().askCancel(id), "job " + id + " is not in queued or running state")
                : decided(admin().cancel(id), "job " + id + " is not in queued state");
    }

    private static Answer decided(Optional<Decision> decision, String refusal) {
        if (decision.orElseThrow(JobPath::notFound) instanceof Decision.Moved moved) {
            return Answer.ok(JobView.of(moved.job()));
        }
        throw ApiError.of(409, refusal);
    }

    private Job found(JobId id) {
        return admin().find(id).orElseThrow(JobPath::notFound);
    }

    private JobAdmin admin() {
        return jobs.store().admin();
    }
}
