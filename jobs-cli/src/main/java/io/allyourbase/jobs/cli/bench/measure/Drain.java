package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.cost.Cost;
import io.allyourbase.jobs.cli.bench.database.Backlog;
import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.figure.Figure;
import io.allyourbase.jobs.cli.bench.figure.Rate;
import io.allyourbase.jobs.cli.bench.limit.BareCopy;
import io.allyourbase.jobs.cli.bench.limit.BareDrain;
import io.allyourbase.jobs.cli.bench.worker.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How fast preloaded jobs that do nothing are claimed, run and finished. */
final class Drain {
    private static final List<Integer> BATCHES = List.of(250, 500, 1_000);

    private final Bench bench;
    private final Plan plan;

    Drain(Bench bench) {
        this.bench = bench;
        this.plan = bench.plan();
    }

    /** By one process and by several, beside the limit; then unlike the plain way, if that was asked for. */
    List<Figure> figures() throws Exception {
        List<Rate> limits = new ArrayList<>();
        List<Rate> alone = new ArrayList<>();
        List<Rate> together = new ArrayList<>();
        List<Rate> varied = new ArrayList<>();
        List<Figure> costs = List.of();
        List<Figure> costsTogether = List.of();
        for (int round = 0; round < plan.rounds(); round++) {
            limits.add(limit());
            Drained one = drain(bench.plain(), Spread.PLAIN, 1);
            alone.add(one.rate);
            costs = one.costs;
            if (plan.processes() > 1) {
                Drained several = drain(bench.plain(), Spread.PLAIN, plan.processes());
                together.add(several.rate);
                costsTogether = several.costs;
            }
            if (plan.isVaried()) {
                varied.add(drain(bench.withFuture(), plan.varied(), 1).rate);
            }
        }
        Rate limit = Rate.median(limits);
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("bare claim and finish, 4 clients", limit));
        figures.add(Figure.of(name(1), Rate.median(alone), limit));
        if (!together.isEmpty()) {
            figures.add(Figure.of(name(plan.processes()), Rate.median(together), limit));
        }
        if (!varied.isEmpty()) {
            figures.add(Figure.of("drain, " + varied(), Rate.median(varied), limit));
            double part = Rate.median(varied).perSecond() / Rate.median(alone).perSecond();
            figures.add(Figure.of("the same, to the plain drain", part, "ratio"));
        }
        figures.addAll(costs);
        figures.addAll(costsTogether);
        return figures;
    }

    private String name(int processes) {
        return drainBy(processes) + " of " + plan.workers() + " workers";
    }

    private static String drainBy(int processes) {
        return "drain, " + processes + (processes == 1 ? " process" : " processes");
    }

    private String varied() {
        return String.format(
                Locale.ROOT,
                "%,d types, %,d queues, %,d in the future",
                plan.varied().types(),
                plan.varied().queues(),
                plan.future());
    }

    /** The fastest of a few sizes of batch. */
    private Rate limit() throws Exception {
        List<Rate> rates = new ArrayList<>();
        for (int batch : BATCHES) {
            bench.progress().show("bare claim and finish, by " + batch);
            preload(bench.plain(), Spread.PLAIN);
            rates.add(Rate.of(plan.jobs(), () -> new BareDrain(bench.target(), batch).drain(plan.jobs())));
        }
        return Rate.best(rates);
    }

    private record Drained(Rate rate, List<Figure> costs) {}

    private Drained drain(Backlog backlog, Spread spread, int processes) throws Exception {
        bench.progress().show("drain, warming up");
        try (Fleet fleet = Fleet.start(processes, bench.place(), spread, plan.make())) {
            Count count = Count.start(bench.target());
            preload(backlog, spread);
            Cost before = Cost.now(bench.target());
            Rate rate = fleet.drain(plan.jobs(), done -> bench.progress().show("drain, " + done));
            Fleet.Done done = fleet.stop();
            String what = drainBy(processes);
            List<Figure> costs = new ArrayList<>(Cost.now(bench.target()).perJob(what, before, plan.jobs()));
            costs.add(Cost.cpu(what + ", CPU of client", done.cpu(), plan.jobs()));
            costs.add(Figure.of(what + ", dead rows left", deadRows(), "rows"));
            count.check(plan.jobs(), done.runs());
            return new Drained(rate, costs);
        }
    }

    private double deadRows() throws Exception {
        return bench.target()
                .number("SELECT coalesce(sum(n_dead_tup), 0) FROM pg_stat_user_tables"
                        + " WHERE relid = '${schema}._ayb_jobs'::regclass");
    }

    private void preload(Backlog backlog, Spread spread) throws Exception {
        backlog.clear();
        new BareCopy(bench.target(), spread).insert(0, plan.jobs());
    }
}
