package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.cost.Cost;
import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.figure.Figure;
import io.allyourbase.jobs.cli.bench.worker.Drainer;
import io.allyourbase.jobs.cli.bench.worker.Fleet;
import io.allyourbase.jobs.error.JobsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What processes that find nothing to do ask of the server. */
final class Idle {
    private static final int TIMES = 3;
    /**
     * How many times longer than they are watched they settle: a statement is prepared once it was sent a few times,
     * which takes those that are rare about a minute.
     */
    private static final int SETTLING = 4;
    /** Of whoever asks for the counters. */
    private static final int OWN = 1;

    private final Bench bench;
    private final int seconds;

    Idle(Bench bench) {
        this.bench = bench;
        this.seconds = bench.plan().idleSeconds();
    }

    List<Figure> figures() throws Exception {
        bench.progress().show("idle");
        bench.plain().clear();
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("transactions of an idle process", perSecond(), "per second"));
        figures.addAll(crowd(bench.plan().processes()));
        return figures;
    }

    /** The middle of three: autovacuum comes by once a minute, and its transactions are counted with ours. */
    private double perSecond() throws Exception {
        double[] rates = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = during(1);
            long end = during(1 + seconds);
            rates[i] = (double) (end - start) / seconds;
        }
        Arrays.sort(rates);
        return rates[TIMES / 2];
    }

    /** What the server needs for many of them. */
    private List<Figure> crowd(int processes) throws Exception {
        bench.progress().show(processes + " idle processes");
        Fleet.Make make = Fleet.Make.cold(bench.plan().make().heapMegabytes());
        try (Fleet fleet = Fleet.start(processes, bench.place(), Spread.PLAIN, make)) {
            fleet.goInTurn();
            TimeUnit.SECONDS.sleep((long) SETTLING * seconds);
            Cost before = Cost.now(bench.target());
            TimeUnit.SECONDS.sleep(seconds);
            Cost after = Cost.now(bench.target());
            fleet.stop();
            return after
                    .cpuSince(before)
                    .map(cpu -> Figure.of(
                            processes + " idle processes, CPU of server",
                            100.0 * cpu.toMillis() / TimeUnit.SECONDS.toMillis(seconds),
                            "% of a core"))
                    .stream()
                    .toList();
        }
    }

    /** In a life of that many seconds: two lives differ by what is asked in between, not by start and end. */
    private long during(int life) throws Exception {
        Cost before = Cost.now(bench.target());
        try (Drainer drainer = Drainer.start(bench.place(), Spread.PLAIN, (job, run) -> {})) {
            TimeUnit.SECONDS.sleep(life);
            if (drainer.runs() > 0) {
                throw new JobsException("there were jobs to run, so that nothing was idle");
            }
        }
        return Cost.now(bench.target()).transactions() - before.transactions() - OWN;
    }
}
