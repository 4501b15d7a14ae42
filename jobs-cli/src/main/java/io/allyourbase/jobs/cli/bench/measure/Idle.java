package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.cost.Cost;
import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.figure.Figure;
import io.allyourbase.jobs.cli.bench.worker.Drainer;
import io.allyourbase.jobs.error.JobsException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a process that finds nothing to do asks of the server. */
final class Idle {
    private static final int SECONDS = 15;
    /** Of whoever asks for the counters. */
    private static final int OWN = 1;

    private final Bench bench;

    Idle(Bench bench) {
        this.bench = bench;
    }

    List<Figure> figures() throws Exception {
        bench.progress().show("idle");
        bench.plain().clear();
        long start = during(1);
        long end = during(1 + SECONDS);
        return List.of(Figure.of("transactions of an idle process", (double) (end - start) / SECONDS, "per second"));
    }

    /** In a life of that many seconds: two lives differ by what is asked in between, not by start and end. */
    private long during(int seconds) throws Exception {
        Cost before = Cost.now(bench.target());
        try (Drainer drainer = Drainer.start(bench.place(), Spread.PLAIN, (job, run) -> {})) {
            TimeUnit.SECONDS.sleep(seconds);
            if (drainer.runs() > 0) {
                throw new JobsException("there were jobs to run, so that nothing was idle");
            }
        }
        return Cost.now(bench.target()).transactions() - before.transactions() - OWN;
    }
}
