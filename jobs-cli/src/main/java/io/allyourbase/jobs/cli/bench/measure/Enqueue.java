package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.cost.Cost;
import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.figure.Figure;
import io.allyourbase.jobs.cli.bench.figure.Rate;
import io.allyourbase.jobs.cli.bench.limit.BareCopy;
import io.allyourbase.jobs.cli.bench.limit.BareInsert;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How fast jobs go in: one at a time, and in bulk. */
final class Enqueue {
    static final int BULK = 1_000;

    private final Bench bench;
    private final Plan plan;

    Enqueue(Bench bench) {
        this.bench = bench;
        this.plan = bench.plan();
    }

    List<Figure> single() throws Exception {
        List<Rate> limits = new ArrayList<>();
        List<Rate> rates = new ArrayList<>();
        double commit = 0;
        try (Enqueuer enqueuer = new Enqueuer(bench, plan.threads())) {
            for (int round = 0; round <= plan.rounds(); round++) {
                bench.progress().show("enqueue, one at a time");
                // The first round only warms up.
                long jobs = round == 0 ? Math.max(1, plan.singles() / 2) : plan.singles();
                bench.plain().clear();
                BareInsert bare = new BareInsert(bench.target());
                Rate limit = Rate.of(jobs, () -> bare.insert(jobs, plan.threads()));
                bench.plain().clear();
                Rate rate = Rate.of(jobs, () -> enqueuer.singles(jobs));
                if (round > 0) {
                    limits.add(limit);
                    rates.add(rate);
                    commit = bare.latencies().millis(50);
                }
            }
        }
        String name = "enqueue single, " + plan.threads() + " threads";
        return List.of(
                Figure.of(name, Rate.median(rates), Rate.median(limits)),
                Figure.of("bare insert and commit p50, " + plan.threads() + " clients", commit, "ms"));
    }

    List<Figure> bulk() throws Exception {
        List<Rate> limits = new ArrayList<>();
        List<Rate> streams = new ArrayList<>();
        List<Rate> rates = new ArrayList<>();
        BareCopy bare = new BareCopy(bench.target(), Spread.PLAIN);
        long jobs = plan.jobs();
        Cost before = Cost.now(bench.target());
        try (Enqueuer enqueuer = new Enqueuer(bench, 1)) {
            warmUpBulk(bare, enqueuer);
            for (int round = 0; round < plan.rounds(); round++) {
                bench.progress().show("enqueue in bulk");
                bench.plain().clear();
                limits.add(Rate.of(jobs, () -> bare.insert(0, jobs, BULK)));
                bench.plain().clear();
                streams.add(Rate.of(jobs, () -> bare.insert(0, jobs)));
                bench.plain().clear();
                before = Cost.now(bench.target());
                rates.add(Rate.of(jobs, () -> enqueuer.bulk(Spread.PLAIN, 0, jobs)));
            }
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("enqueue in bulk", Rate.median(rates), Rate.median(limits)));
        figures.add(Figure.of("bare COPY in one stream", Rate.median(streams)));
        figures.addAll(Cost.now(bench.target()).perJob("enqueue in bulk", before, jobs));
        return figures;
    }

    private void warmUpBulk(BareCopy bare, Enqueuer enqueuer) throws SQLException {
        bench.progress().show("enqueue in bulk, warming up");
        long jobs = plan.warmUpsInBulk();
        bench.plain().clear();
        bare.insert(0, jobs, BULK);
        bench.plain().clear();
        enqueuer.bulk(Spread.PLAIN, 0, jobs);
    }
}
