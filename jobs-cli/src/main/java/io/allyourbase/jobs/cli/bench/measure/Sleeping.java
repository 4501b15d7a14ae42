package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.cost.Memory;
import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.figure.Figure;
import io.allyourbase.jobs.cli.bench.limit.BareCopy;
import io.allyourbase.jobs.cli.bench.worker.Drainer;
import io.allyourbase.jobs.error.JobsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What handlers cost that are at work all at once and only wait. */
final class Sleeping {
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final Bench bench;

    Sleeping(Bench bench) {
        this.bench = bench;
    }

    List<Figure> figures() throws Exception {
        int handlers = bench.plan().workers();
        bench.progress().show(handlers + " sleeping handlers");
        Count count = Count.start(bench.target());
        bench.plain().clear();
        new BareCopy(bench.target(), Spread.PLAIN).insert(0, handlers);
        CountDownLatch asleep = new CountDownLatch(handlers);
        CountDownLatch morning = new CountDownLatch(1);
        Memory before = Memory.now();
        long start = System.nanoTime();
        try (Drainer drainer = Drainer.start(bench.place(), Spread.PLAIN, (due, run) -> {
            asleep.countDown();
            morning.await();
        })) {
            if (!asleep.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new JobsException("only " + (handlers - asleep.getCount()) + " of " + handlers
                        + " handlers were at work at once");
            }
            double millis = (System.nanoTime() - start) / 1e6;
            List<Figure> figures = new ArrayList<>();
            figures.add(Figure.of("handlers asleep at once", handlers, "handlers"));
            figures.add(Figure.of("until all of them sleep", millis, "ms"));
            figures.addAll(Memory.now().forEach(before, handlers));
            morning.countDown();
            drainer.awaitCompleted(handlers);
            count.check(handlers, drainer.runs());
            return figures;
        } finally {
            morning.countDown();
        }
    }
}
