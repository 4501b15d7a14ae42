package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.cost.Cost;
import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.figure.Figure;
import io.allyourbase.jobs.cli.bench.figure.Rate;
import io.allyourbase.jobs.cli.bench.limit.BareCopy;
import io.allyourbase.jobs.cli.bench.limit.BareDrain;
import io.allyourbase.jobs.cli.bench.limit.Clients;
import io.allyourbase.jobs.cli.bench.worker.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How fast jobs go through when they come in while others are run. */
final class Mixed {
    private static final int BATCH = 500;

    private final Bench bench;
    private final Plan plan;
    private List<Figure> costs = List.of();

    Mixed(Bench bench) {
        this.bench = bench;
        this.plan = bench.plan();
    }

    List<Figure> figures() throws Exception {
        List<Rate> limits = new ArrayList<>();
        List<Rate> rates = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            limits.add(limit());
            rates.add(rate());
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("enqueue and drain at once", Rate.median(rates), Rate.median(limits)));
        figures.addAll(costs);
        return figures;
    }

    private Rate limit() throws Exception {
        bench.progress().show("bare COPY, claim and finish at once");
        bench.plain().clear();
        return Rate.of(
                plan.jobs(),
                () -> Clients.runAll(List.of(
                        () -> {
                            new BareCopy(bench.target(), Spread.PLAIN).insert(0, plan.jobs(), Enqueue.BULK);
                            return true;
                        },
                        () -> {
                            new BareDrain(bench.target(), BareDrain.FEW, BATCH).drain(plan.jobs());
                            return true;
                        })));
    }

    private Rate rate() throws Exception {
        bench.progress().show("enqueue and drain at once");
        try (Fleet fleet = Fleet.start(1, bench.place(), Spread.PLAIN, plan.make())) {
            bench.plain().clear();
            Count count = Count.start(bench.target());
            Cost before = Cost.now(bench.target());
            Rate rate;
            try (Enqueuer enqueuer = new Enqueuer(bench, 1)) {
                CompletableFuture<Void> enqueued =
                        CompletableFuture.runAsync(() -> enqueuer.bulk(Spread.PLAIN, 0, plan.jobs()));
                rate = fleet.drain(plan.jobs(), done -> bench.progress().show("enqueue and drain at once, " + done));
                enqueued.join();
            }
            Fleet.Done done = fleet.stop();
            costs = Cost.now(bench.target()).perJob("enqueue to finished", before, plan.jobs());
            count.check(plan.jobs(), done.runs());
            return rate;
        }
    }
}
