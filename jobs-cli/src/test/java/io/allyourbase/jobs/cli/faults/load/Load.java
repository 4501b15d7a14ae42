package io.allyourbase.jobs.cli.faults.load;

import io.allyourbase.jobs.cli.faults.worker.Work;
import io.allyourbase.jobs.cli.faults.worker.Work.Manner;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.postgres.PostgresJobs;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/** Enqueues at a steady rate, and keeps a ledger of what it was told. What it could not enqueue it never tries again. */
public final class Load implements AutoCloseable {
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int TICK_MILLIS = 20;
    /** A turn that was held up for longer is not made up for: the rate is the most there is. */
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** So many of a tick's jobs are enqueued one by one, the rest together. */
    private static final int ALONE = 2;

    private final PostgresJobs jobs;
    private final LongFunction<Work> work;
    private final Ledger ledger = new Ledger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> ticks;
    private volatile int perSecond;
    private long number;
    private long tickedAt = System.nanoTime();

    private Load(PostgresJobs jobs, LongFunction<Work> work) {
        this.jobs = jobs;
        this.work = work;
        this.ticks = timer.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Starts with no jobs at all.
     *
     * @param longest how many milliseconds a handler takes at most
     */
    public static Load start(PostgresJobs jobs, RandomGenerator random, int longest) {
        return new Load(jobs, number -> work(number, random, longest));
    }

    private static Work work(long number, RandomGenerator random, int longest) {
        int dice = random.nextInt(100);
        Manner manner = dice == 0 ? Manner.FAILS_FOR_GOOD : dice <= 2 ? Manner.FAILS_ONCE : Manner.COMPLETES;
        return of(number, random.nextInt(longest + 1), manner);
    }

    private static Work of(long number, int millis, Manner manner) {
        return new Work(number, millis, manner, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    }

    /** From now on so many jobs a second, at most. */
    public void rate(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Once this returns, none is being enqueued. */
    public void pause() throws InterruptedException {
        rate(0);
        now(() -> {});
    }

    /** Enqueues so many jobs that hold a connection of their worker's pool for that long. */
    public void holdConnections(int count, int millis) throws InterruptedException {
        now(() -> together(take(count)
                .mapToObj(each -> of(each, millis, Manner.HOLDS_CONNECTION))
                .toList()));
    }

    private void now(Runnable turn) throws InterruptedException {
        try {
            timer.submit(turn).get();
            if (ticks.isDone()) {
                // A tick failed, and this tells why.
                ticks.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    public Ledger ledger() {
        return ledger;
    }

    private void tick() {
        long now = System.nanoTime();
        long passed = Math.min(LONGEST_NANOS, now - tickedAt);
        tickedAt = now;
        List<Work> due = take((int) (passed * perSecond / NANOS_PER_SECOND))
                .mapToObj(work)
                .toList();
        due.stream().limit(ALONE).map(List::of).forEach(this::together);
        if (due.size() > ALONE) {
            together(due.subList(ALONE, due.size()));
        }
    }

    private LongStream take(int count) {
        long from = number + 1;
        number += count;
        return LongStream.rangeClosed(from, number);
    }

    private void together(List<Work> due) {
        try {
            List<Enqueued> answers = due.size() == 1
                    ? List.of(jobs.enqueue(Work.DEFINITION, due.get(0)))
                    : jobs.enqueueAll(Work.DEFINITION, due);
            for (int i = 0; i < due.size(); i++) {
                ledger.acknowledged(due.get(i).number(), answers.get(i).id());
            }
        } catch (JobsException e) {
            due.forEach(each -> ledger.inDoubt(each.number()));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
