package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.cost.Cost;
import io.allyourbase.jobs.cli.bench.database.Backlog;
import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.figure.Figure;
import io.allyourbase.jobs.cli.bench.figure.Rate;
import io.allyourbase.jobs.cli.bench.figure.Rounds;
import io.allyourbase.jobs.cli.bench.limit.BareCopy;
import io.allyourbase.jobs.cli.bench.limit.BareDrain;
import io.allyourbase.jobs.cli.bench.worker.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How fast preloaded jobs that do nothing are claimed, run and finished. */
final class Drain {
    /** That a busy process uses: one to claim and one to finish. */
    private static final int CONNECTIONS = 2;

    private static final List<Integer> BATCHES = List.of(250, 500, 1_000);

    private final Bench bench;
    private final Plan plan;

    Drain(Bench bench) {
        this.bench = bench;
        this.plan = bench.plan();
    }

    /** By one process and by several, beside the limit; then unlike the plain way, if that was asked for. */
    List<Figure> figures() throws Exception {
        Rounds rounds = new Rounds();
        Map<Integer, List<Figure>> costs = new TreeMap<>();
        for (int round = 0; round < plan.rounds(); round++) {
            for (int clients : clients()) {
                rounds.add(bare(clients), limit(clients));
            }
            for (int processes : processes()) {
                Drained drained = drain(bench.plain(), Spread.PLAIN, processes);
                rounds.add(name(processes), drained.rate);
                costs.put(processes, drained.costs);
            }
            if (plan.isVaried()) {
                rounds.add(varied(), drain(bench.withFuture(), plan.varied(), 1).rate);
            }
        }
        List<Figure> figures = new ArrayList<>(rounds.beside(bare(BareDrain.FEW)));
        if (plan.isVaried()) {
            double part =
                    rounds.median(varied()).perSecond() / rounds.median(name(1)).perSecond();
            figures.add(Figure.of("the same, to the plain drain", part, "ratio"));
        }
        costs.values().forEach(figures::addAll);
        return figures;
    }

    private Set<Integer> processes() {
        return new TreeSet<>(List.of(1, plan.processes()));
    }

    /** Of the bare drain: few, and as many as the processes use connections, where these are more. */
    private Set<Integer> clients() {
        return new TreeSet<>(List.of(BareDrain.FEW, Math.max(BareDrain.FEW, CONNECTIONS * plan.processes())));
    }

    private static String bare(int clients) {
        return "bare claim and finish, " + clients + " clients";
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
                "drain, %,d types, %,d queues, %,d in the future",
                plan.varied().types(),
                plan.varied().queues(),
                plan.future());
    }

    /** The fastest of a few sizes of batch. */
    private Rate limit(int clients) throws Exception {
        List<Rate> rates = new ArrayList<>();
        for (int batch : BATCHES) {
            bench.progress().show(bare(clients) + ", by " + batch);
            preload(bench.plain(), Spread.PLAIN);
            rates.add(Rate.of(plan.jobs(), () -> new BareDrain(bench.target(), clients, batch).drain(plan.jobs())));
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
            costs.add(Cost.cpu(what + ", of it the JVM's compilers", done.compilers(), plan.jobs()));
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
