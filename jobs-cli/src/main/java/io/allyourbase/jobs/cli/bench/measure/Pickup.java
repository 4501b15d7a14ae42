package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.figure.Figure;
import io.allyourbase.jobs.cli.bench.figure.Latencies;
import io.allyourbase.jobs.cli.bench.figure.Rate;
import io.allyourbase.jobs.cli.bench.limit.BareInsert;
import io.allyourbase.jobs.cli.bench.worker.Drainer;
import io.allyourbase.jobs.handler.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How long a job waits from the moment at which it was to be enqueued until its handler starts. The schedule is fixed
 * beforehand, so that a stall shows in all the jobs that it held up.
 */
final class Pickup {
    private static final double IDLE_PER_SECOND = 50;
    private static final int LOADED_SECONDS = 4;
    private static final double WARM_UP_PER_SECOND = 1_000;

    private final Bench bench;
    private final Plan plan;

    Pickup(Bench bench) {
        this.bench = bench;
        this.plan = bench.plan();
    }

    List<Figure> figures() throws Exception {
        bench.plain().clear();
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("bare insert and commit p50, one after the other", commit(), "ms"));
        figures.add(Figure.of("bare insert and commit p50, at the pace of idle pickups", pacedCommit(), "ms"));
        bench.plain().clear();
        try (Enqueuer enqueuer = new Enqueuer(bench, plan.threads())) {
            Rate most = measure(enqueuer, () -> enqueuer.singles(plan.singles()), plan.singles()).rate;
            bench.progress().show("pickup, idle");
            figures.addAll(measure(enqueuer, () -> enqueuer.paced(plan.pickups(), IDLE_PER_SECOND), plan.pickups())
                    .latencies
                    .figures("pickup, idle,"));
            bench.progress().show("pickup at half load");
            double half = most.perSecond() / 2;
            long jobs = Math.min(plan.jobs(), (long) (half * LOADED_SECONDS));
            figures.add(Figure.of("half load", half, "jobs/s"));
            figures.addAll(measure(enqueuer, () -> enqueuer.paced(jobs, half), jobs)
                    .latencies
                    .figures("pickup, half load,"));
        }
        return figures;
    }

    private double commit() throws Exception {
        BareInsert bare = new BareInsert(bench.target());
        bare.insert(plan.pickups(), 1);
        return bare.latencies().millis(50);
    }

    /** A server that is idle in between, whose caches and processors are cold, takes longer. */
    private double pacedCommit() throws Exception {
        BareInsert bare = new BareInsert(bench.target());
        bare.insertPaced(plan.pickups(), IDLE_PER_SECOND);
        return bare.latencies().millis(50);
    }

    /** From the first of the jobs until all are finished. */
    private record Measured(Latencies latencies, Rate rate) {}

    private Measured measure(Enqueuer enqueuer, Rate.Work enqueue, long jobs) throws Exception {
        Latencies settling = new Latencies();
        Latencies latencies = new Latencies();
        AtomicBoolean isSettled = new AtomicBoolean();
        Count count = Count.start(bench.target());
        Handler<Long> handler = (due, run) -> (isSettled.get() ? latencies : settling).add(System.nanoTime() - due);
        try (Drainer drainer = Drainer.start(bench.place(), Spread.PLAIN, handler)) {
            enqueuer.paced(plan.warmUps(), WARM_UP_PER_SECOND);
            drainer.awaitCompleted(plan.warmUps());
            isSettled.set(true);
            Rate rate = Rate.of(jobs, () -> {
                enqueue.run();
                drainer.awaitCompleted(plan.warmUps() + jobs);
            });
            count.check(plan.warmUps() + jobs, drainer.runs());
            return new Measured(latencies, rate);
        }
    }
}
