package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.database.Backlog;
import io.allyourbase.jobs.cli.bench.database.Target;
import io.allyourbase.jobs.cli.bench.figure.Progress;
import io.allyourbase.jobs.cli.bench.worker.Drainer;

/** What every measurement works with. */
public record Bench(Target target, Plan plan, Progress progress) {
    Drainer.Place place() {
        return new Drainer.Place(target.jdbcUrl(), target.schema(), plan.workers());
    }

    /** Tables without queued or running jobs. */
    Backlog plain() {
        return new Backlog(target, plan.history(), 0);
    }

    /** Tables with jobs that are not due. */
    Backlog withFuture() {
        return new Backlog(target, plan.history(), plan.future());
    }
}
