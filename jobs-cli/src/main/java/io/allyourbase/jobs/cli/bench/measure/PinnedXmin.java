package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.figure.Figure;
import io.allyourbase.jobs.cli.bench.figure.Rate;
import io.allyourbase.jobs.cli.bench.limit.BareCopy;
import io.allyourbase.jobs.cli.bench.worker.Fleet;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The drain while another session holds an old snapshot, so that no dead row can be removed: does it slow down? */
final class PinnedXmin {
    private final Bench bench;

    PinnedXmin(Bench bench) {
        this.bench = bench;
    }

    List<Figure> figures() throws Exception {
        bench.progress().show("drain under an old snapshot, warming up");
        long jobs = bench.plan().jobs();
        try (Fleet fleet =
                        Fleet.start(1, bench.place(), Spread.PLAIN, bench.plan().make());
                Connection holder = bench.target().connect()) {
            bench.plain().clear();
            Count count = Count.start(bench.target());
            new BareCopy(bench.target(), Spread.PLAIN).insert(0, jobs);
            pin(holder);
            Tenths tenths = new Tenths(jobs);
            fleet.drain(jobs, done -> {
                bench.progress().show("drain under an old snapshot, " + done);
                tenths.reached(done);
            });
            tenths.reached(jobs);
            count.check(jobs, fleet.stop().runs());
            return tenths.figures();
        }
    }

    private static void pin(Connection holder) throws SQLException {
        holder.setAutoCommit(false);
        holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = holder.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    /** When each tenth of the jobs was done. */
    private static final class Tenths {
        private final long jobs;
        private final List<Rate> rates = new ArrayList<>();
        private long start = System.nanoTime();
        private long done;

        Tenths(long jobs) {
            this.jobs = jobs;
        }

        /** Tenths that were passed between two looks share the rate of that time. */
        void reached(long now) {
            int passed = (int) (now * 10 / jobs) - rates.size();
            if (passed > 0) {
                rates.addAll(Collections.nCopies(passed, Rate.since(start, now - done)));
                start = System.nanoTime();
                done = now;
            }
        }

        List<Figure> figures() {
            List<Figure> figures = new ArrayList<>();
            for (int i = 0; i < rates.size(); i++) {
                figures.add(Figure.of("drain under an old snapshot, tenth " + (i + 1), rates.get(i)));
            }
            double last = rates.get(rates.size() - 1).perSecond() / rates.get(0).perSecond();
            figures.add(Figure.of("the last tenth, to the first", last, "ratio"));
            return figures;
        }
    }
}
