package io.allyourbase.jobs.http.worker;

import io.allyourbase.jobs.host.Jobs;
import io.allyourbase.jobs.http.route.Access;
import io.allyourbase.jobs.http.route.Answer;
import io.allyourbase.jobs.http.route.Route;
import java.util.List;

/** Says who is at work. */
public final class WorkerRoutes {
    private WorkerRoutes() {}

    public static List<Route> of(Jobs jobs) {
        return List.of(Route.get("/workers", Access.JOBS, call -> list(jobs)));
    }

    private static Answer list(Jobs jobs) {
        List<WorkerView> items =
                jobs.store().insight().workers().stream().map(WorkerView::of).toList();
        return Answer.ok(new WorkerListView(items, items.size()));
    }
}
