package io.allyourbase.jobs.cli.bench.measure;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.limit.Clients;
import io.allyourbase.jobs.cli.bench.limit.Metronome;
import io.allyourbase.jobs.cli.server.Pool;
import io.allyourbase.jobs.port.JobQueue;
import io.allyourbase.jobs.postgres.PostgresStore;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** A process that enqueues and does no jobs itself. */
final class Enqueuer implements AutoCloseable {
    private final HikariDataSource pool;
    private final JobQueue queue;
    private final int threads;

    Enqueuer(Bench bench, int threads) {
        this.pool = Pool.of(bench.target().jdbcUrl(), threads + 2);
        this.queue = PostgresStore.of(pool, bench.target().schema()).queue();
        this.threads = threads;
    }

    /** That many jobs, each in a transaction of its own, from all threads. */
    void singles(long jobs) throws Exception {
        onAllThreads(jobs, job -> queue.enqueue(Spread.PLAIN.job(job)));
    }

    /**
     * That many jobs at a fixed rate. Each carries the moment at which it was to be enqueued, by the monotonic clock: one
     * that comes late because others were slow has waited since then.
     */
    void paced(long jobs, double perSecond) throws Exception {
        Metronome metronome = new Metronome(perSecond);
        onAllThreads(jobs, job -> queue.enqueue(Spread.PLAIN.job(0, metronome.await(job))));
    }

    /** Jobs with these numbers, a thousand to a transaction, from one thread. */
    void bulk(Spread spread, long from, long to) {
        for (long first = from; first < to; first += Enqueue.BULK) {
            queue.enqueueAll(LongStream.range(first, Math.min(to, first + Enqueue.BULK))
                    .mapToObj(spread::job)
                    .toList());
        }
    }

    private void onAllThreads(long jobs, Each each) throws Exception {
        AtomicLong next = new AtomicLong();
        Callable<Boolean> thread = () -> {
            for (long job = next.getAndIncrement(); job < jobs; job = next.getAndIncrement()) {
                each.job(job);
            }
            return true;
        };
        Clients.runAll(Collections.nCopies(threads, thread));
    }

    @Override
    public void close() {
        pool.close();
    }

    @FunctionalInterface
    private interface Each {
        void job(long number);
    }
}
