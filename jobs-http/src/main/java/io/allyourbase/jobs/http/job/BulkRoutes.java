package io.allyourbase.jobs.http.job;

import io.allyourbase.jobs.host.Jobs;
import io.allyourbase.jobs.http.route.Access;
import io.allyourbase.jobs.http.route.Answer;
import io.allyourbase.jobs.http.route.Call;
import io.allyourbase.jobs.http.route.Route;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.port.BulkActions;
import io.allyourbase.jobs.port.JobFilter;
import java.util.List;
import java.util.function.ToLongFunction;

/** What operators do with many jobs at once. */
public final class BulkRoutes {
    private final Jobs jobs;

    private BulkRoutes(Jobs jobs) {
        this.jobs = jobs;
    }

    public static List<Route> of(Jobs jobs) {
        BulkRoutes routes = new BulkRoutes(jobs);
        return List.of(
                Route.post("/jobs/retry", Access.JOBS, routes::retry),
                Route.post("/jobs/run", Access.JOBS, routes::run),
                Route.post("/jobs/cancel", Access.JOBS, routes::cancel));
    }

    private Answer retry(Call call) {
        return act(BulkBody.parse(call.body()), new Action("failed", of(JobState.FAILED), bulk()::retry));
    }

    private Answer run(Call call) {
        return act(BulkBody.parse(call.body()), new Action("delayed", bulk()::countDelayed, bulk()::runNow));
    }

    private Answer cancel(Call call) {
        return act(
                BulkBody.parse(call.body()),
                RunningQuery.isAsk(call.query())
                        ? new Action("queued or running", bulk()::countUnasked, bulk()::askCancel)
                        : new Action("queued", of(JobState.QUEUED), bulk()::cancel));
    }

    private static Answer act(BulkBody body, Action action) {
        long matched = action.count().applyAsLong(body.filter());
        if (body.mode() == BulkBody.Mode.DRY_RUN) {
            return Answer.ok(new BulkView(matched, 0, matched, true))
                    .noted(matched + " " + action.of() + " jobs counted" + body.inWords());
        }
        int changed = action.change().on(body.filter(), body.limit());
        // Others act too: what was counted may be more by now, or less.
        long seen = Math.max(matched, changed);
        return Answer.ok(new BulkView(seen, changed, seen - changed, false))
                .noted(changed + " of " + seen + " " + action.of() + " jobs changed" + body.inWords());
    }

    private ToLongFunction<JobFilter> of(JobState state) {
        return filter -> bulk().count(filter.state(state));
    }

    private BulkActions bulk() {
        return jobs.store().bulk();
    }

    /** @param of which jobs it is for, in words */
    private record Action(String of, ToLongFunction<JobFilter> count, Change change) {}

    @FunctionalInterface
    private interface Change {
        int on(JobFilter filter, int limit);
    }
}
