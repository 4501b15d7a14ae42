package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.figure.Figure;
import io.allyourbase.jobs.cli.bench.figure.Latencies;
import io.allyourbase.jobs.cli.bench.figure.Rate;
import io.allyourbase.jobs.cli.bench.limit.BareInsert;
import io.allyourbase.jobs.cli.bench.worker.Drainer;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a job waits from the moment at which it was to be enqueued until its handler starts. The schedule is fixed
 * beforehand, so that a stall shows in all the jobs that it held up.
 */
final class Pickup {
    private static final double IDLE_PER_SECOND = 50;
    private static final int IDLE_JOBS = 500;
    private static final int LOADED_SECONDS = 4;

    private final Bench bench;
    private final Plan plan;

    Pickup(Bench bench) {
        this.bench = bench;
        this.plan = bench.plan();
    }

    List<Figure> figures() throws Exception {
        bench.plain().clear();
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("bare insert and commit p50, alone", commit(), "ms"));
        bench.plain().clear();
        try (Enqueuer enqueuer = new Enqueuer(bench, plan.threads())) {
            Rate most = Rate.of(plan.singles(), () -> measure(() -> enqueuer.singles(plan.singles()), plan.singles()));
            bench.progress().show("pickup, idle");
            figures.addAll(measure(() -> enqueuer.paced(IDLE_JOBS, IDLE_PER_SECOND), IDLE_JOBS)
                    .figures("pickup, idle,"));
            bench.progress().show("pickup at half load");
            double half = most.perSecond() / 2;
            long jobs = Math.min(plan.jobs(), (long) (half * LOADED_SECONDS));
            figures.add(Figure.of("half load", half, "jobs/s"));
            figures.addAll(measure(() -> enqueuer.paced(jobs, half), jobs).figures("pickup, half load,"));
        }
        return figures;
    }

    private double commit() throws Exception {
        BareInsert bare = new BareInsert(bench.target());
        bare.insert(IDLE_JOBS, 1);
        return bare.latencies().millis(50);
    }

    private Latencies measure(Rate.Work enqueue, long jobs) throws Exception {
        Latencies latencies = new Latencies();
        Count count = Count.start(bench.target());
        try (Drainer drainer =
                Drainer.start(bench.place(), Spread.PLAIN, (due, run) -> latencies.add(System.nanoTime() - due))) {
            enqueue.run();
            drainer.awaitCompleted(jobs);
            count.check(jobs, drainer.runs());
        }
        return latencies;
    }
}
