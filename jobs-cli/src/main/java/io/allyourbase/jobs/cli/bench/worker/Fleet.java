package io.allyourbase.jobs.cli.bench.worker;

import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.figure.Rate;
import io.allyourbase.jobs.error.JobsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Worker processes that start to drain at a word, once all of them are warm. */
public final class Fleet implements AutoCloseable {
    private static final long LOOK_MILLIS = 2;
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(60);

    private final List<Worker> workers = new ArrayList<>();

    private Fleet() {}

    /**
     * How a worker process is made.
     *
     * @param warmUp how many jobs it warms up with in a round
     * @param rounds how many at most; fewer when little is left to compile
     */
    public record Make(int heapMegabytes, long warmUp, int rounds) {
        /** One that begins as it is. */
        public static Make cold(int heapMegabytes) {
            return new Make(heapMegabytes, 0, 0);
        }
    }

    /**
     * What the workers did in all: how often handlers were called, and the processor time of their processes, and in it of
     * their compilers.
     */
    public record Done(long runs, Duration cpu, Duration compilers) {}

    /** Starts that many, and returns when they are warm. */
    public static Fleet start(int processes, Drainer.Place place, Spread spread, Make make)
            throws InterruptedException {
        Fleet fleet = new Fleet();
        try {
            for (int i = 0; i < processes; i++) {
                fleet.workers.add(Worker.start(place, spread, make));
            }
            for (Worker worker : fleet.workers) {
                worker.awaitReady();
            }
            return fleet;
        } catch (InterruptedException | RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    /** Lets them work. */
    public void go() {
        workers.forEach(Worker::go);
    }

    /** Lets them work, one after the other: of many that log in at once some would wait for too long. */
    public void goInTurn() throws InterruptedException {
        for (Worker worker : workers) {
            worker.go();
            worker.awaitAtWork();
        }
    }

    /** Lets them drain until that many jobs are finished; progress is told how many are. */
    public Rate drain(long jobs, LongConsumer progress) throws InterruptedException {
        long start = System.nanoTime();
        go();
        long last = 0;
        long changed = start;
        while (completed() < jobs) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            if (completed() != last) {
                last = completed();
                changed = System.nanoTime();
                progress.accept(last);
            } else if (System.nanoTime() - changed > LONGEST_STANDSTILL.toNanos()) {
                throw new JobsException("only " + last + " of " + jobs + " jobs were finished, and no more came");
            }
            workers.forEach(Worker::checkAlive);
        }
        return Rate.since(start, jobs);
    }

    private long completed() {
        return workers.stream().mapToLong(worker -> worker.told().completed()).sum();
    }

    /** Ends them. */
    public Done stop() throws InterruptedException {
        long runs = 0;
        Duration cpu = Duration.ZERO;
        Duration compilers = Duration.ZERO;
        for (Worker worker : workers) {
            Worker.Told told = worker.stop();
            runs += told.runs();
            cpu = cpu.plus(told.cpu());
            compilers = compilers.plus(told.compilers());
        }
        return new Done(runs, cpu, compilers);
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
    }
}
