package io.allyourbase.jobs.http.health;

import io.allyourbase.jobs.host.Health;
import io.allyourbase.jobs.host.Jobs;
import io.allyourbase.jobs.http.route.Access;
import io.allyourbase.jobs.http.route.Answer;
import io.allyourbase.jobs.http.route.Route;
import java.util.List;

/** Tells whoever watches the process how it is. */
public final class HealthRoutes {
    private HealthRoutes() {}

    public static List<Route> of(Jobs jobs) {
        return List.of(
                Route.get("/live", Access.OPEN, call -> Answer.ok(new LiveView("live"))),
                Route.get("/ready", Access.OPEN, call -> ready(jobs)));
    }

    private static Answer ready(Jobs jobs) {
        Health health = jobs.health();
        String atRest = jobs.config().enabled() ? "ok" : "disabled";
        ReadyView.Checks checks = new ReadyView.Checks(
                health.database().orElse("ok"),
                health.schema().orElse("ok"),
                health.engine().orElse(atRest));
        return health.isGood()
                ? Answer.ok(new ReadyView("ready", checks))
                : Answer.of(503, new ReadyView("unready", checks));
    }
}
