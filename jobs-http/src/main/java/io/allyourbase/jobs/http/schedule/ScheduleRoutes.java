package io.allyourbase.jobs.http.schedule;

import io.allyourbase.jobs.host.Jobs;
import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.job.JobView;
import io.allyourbase.jobs.http.route.Access;
import io.allyourbase.jobs.http.route.Answer;
import io.allyourbase.jobs.http.route.Call;
import io.allyourbase.jobs.http.route.Route;
import io.allyourbase.jobs.http.route.Routes;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.port.Schedules;
import io.allyourbase.jobs.port.Schedules.Edit;
import io.allyourbase.jobs.schedule.NewSchedule;
import io.allyourbase.jobs.schedule.Schedule;
import io.allyourbase.jobs.schedule.ScheduleChange;
import java.util.List;
import java.util.Optional;

/** What operators do with schedules. */
public final class ScheduleRoutes {
    private final Jobs jobs;

    private ScheduleRoutes(Jobs jobs) {
        this.jobs = jobs;
    }

    public static List<Route> of(Jobs jobs) {
        ScheduleRoutes routes = new ScheduleRoutes(jobs);
        return List.of(
                Route.get("/schedules", Access.JOBS, routes::list),
                Route.post("/schedules", Access.JOBS, routes::create),
                Route.get("/schedules/{id}", Access.JOBS, routes::find),
                Route.put("/schedules/{id}", Access.JOBS, routes::update),
                Route.delete("/schedules/{id}", Access.JOBS, routes::delete),
                Route.post("/schedules/{id}/enable", Access.JOBS, routes::enable),
                Route.post("/schedules/{id}/disable", Access.JOBS, routes::disable),
                Route.post("/schedules/{id}/run", Access.JOBS, routes::run));
    }

    private Answer list(Call call) {
        List<ScheduleView> items =
                schedules().list().stream().map(ScheduleView::of).toList();
        return Answer.ok(new ScheduleListView(items, items.size()));
    }

    private Answer create(Call call) {
        NewSchedule schedule = ScheduleBody.created(call.body(), jobs.config().maxAttemptsDefault());
        Schedule created =
                schedules().create(schedule).orElseThrow(() -> ApiError.of(409, "schedule name already exists"));
        return tagged(201, created).header("Location", Routes.ADMIN + "/schedules/" + created.id());
    }

    private Answer find(Call call) {
        return tagged(200, schedules().find(id(call)).orElseThrow(ScheduleRoutes::notFound));
    }

    private Answer update(Call call) {
        ScheduleId id = id(call);
        return edit(call, id, ScheduleBody.changed(call.body()));
    }

    private Answer delete(Call call) {
        if (!schedules().delete(id(call))) {
            throw notFound();
        }
        return Answer.noContent();
    }

    private Answer enable(Call call) {
        return edit(call, id(call), ScheduleChange.NONE.enable());
    }

    private Answer disable(Call call) {
        return edit(call, id(call), ScheduleChange.NONE.disable());
    }

    private Answer run(Call call) {
        return schedules()
                .run(id(call))
                .flatMap(job -> jobs.store().admin().find(job))
                .map(job -> Answer.of(201, JobView.of(job)).header("Location", Routes.ADMIN + "/jobs/" + job.id()))
                .orElseThrow(ScheduleRoutes::notFound);
    }

    private Answer edit(Call call, ScheduleId id, ScheduleChange change) {
        Optional<Long> version = IfMatch.version(call);
        Edit edit = schedules().update(id, version.map(change::expectedVersion).orElse(change));
        if (edit instanceof Edit.Conflict conflict) {
            throw ApiError.of(412, "schedule was changed by another; read it again")
                    .data(ScheduleView.of(conflict.current()))
                    .header("ETag", tag(conflict.current()));
        }
        if (edit instanceof Edit.Done done) {
            return tagged(200, done.schedule());
        }
        throw notFound();
    }

    private static Answer tagged(int status, Schedule schedule) {
        return Answer.of(status, ScheduleView.of(schedule)).header("ETag", tag(schedule));
    }

    private static String tag(Schedule schedule) {
        return "\"" + schedule.version() + "\"";
    }

    private static ScheduleId id(Call call) {
        return ScheduleId.parse(call.path("id")).orElseThrow(() -> ApiError.of(400, "invalid schedule id format"));
    }

    private static ApiError notFound() {
        return ApiError.of(404, "schedule not found");
    }

    private Schedules schedules() {
        return jobs.store().schedules();
    }
}
