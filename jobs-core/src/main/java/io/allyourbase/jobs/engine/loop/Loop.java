package io.allyourbase.jobs.engine.loop;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.event.JobEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Steps on a thread of its own until it is closed. A step that fails is done again, after a backoff, for ever. */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final long CLOSE_SECONDS = 3;

    private final String name;
    private final Step step;
    private final Signal signal;
    private final Setting setting;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int failures;
    /** The maker's, until its own has started. */
    private volatile Thread thread = Thread.currentThread();

    private Loop(String name, Step step, Signal signal, Setting setting) {
        this.name = name;
        this.step = step;
        this.signal = signal;
        this.setting = setting;
    }

    /** What all loops of an engine share. */
    public record Setting(Threads threads, Events events, RandomGenerator random) {
        /** That long, more or less a tenth, so that processes that started together spread out. */
        public Duration jittered(Duration around) {
            return Duration.ofNanos((long) (around.toNanos() * (0.9 + 0.2 * random.nextDouble())));
        }
    }

    /** Starts stepping at once; the signal ends its waits. */
    public static Loop start(String name, Step step, Signal signal, Setting setting) {
        Loop loop = new Loop(name, step, signal, setting);
        loop.thread = setting.threads.start(name, loop::run);
        return loop;
    }

    private void run() {
        try {
            while (stop.getCount() > 0) {
                round();
            }
        } catch (InterruptedException e) {
            LOG.debug("{} was interrupted while it stopped", name);
        } finally {
            ended.countDown();
        }
    }

    private void round() throws InterruptedException {
        Duration pause;
        try {
            pause = step.step();
        } catch (Throwable e) {
            if (stop.getCount() > 0) {
                failed(e);
            }
            return;
        }
        if (failures > 0) {
            LOG.info("{} works again after {} failures", name, failures);
            failures = 0;
            setting.events.emit(new JobEvent.LoopRecovered(name));
        }
        if (stop.getCount() > 0) {
            signal.await(pause);
        }
    }

    /** Not ended by signals: they would make a loop that fails at once spin. */
    private void failed(Throwable cause) throws InterruptedException {
        int inARow = failures + 1;
        failures = inARow;
        if (inARow == 1) {
            log(cause);
        }
        setting.events.emit(new JobEvent.LoopFailed(name, inARow, cause));
        long factor = 1L << Math.min(inARow - 1, 10);
        Duration backoff = FIRST_BACKOFF.multipliedBy(factor);
        Duration bounded = backoff.compareTo(LONGEST_BACKOFF) < 0 ? backoff : LONGEST_BACKOFF;
        stop.await(setting.jittered(bounded).toNanos(), TimeUnit.NANOSECONDS);
    }

    private void log(Throwable cause) {
        if (cause instanceof JobsException) {
            LOG.warn("{} failed, and tries on: {}", name, cause.getMessage());
            LOG.debug("why {} failed", name, cause);
        } else {
            LOG.warn("{} failed, and tries on", name, cause);
        }
    }

    /** What is wrong with it just now, in one line; empty when it goes round. */
    public Optional<String> problem() {
        if (ended.getCount() == 0) {
            return Optional.of(name + " has ended");
        }
        int inARow = failures;
        return inARow == 0
                ? Optional.empty()
                : Optional.of(name + " failed " + inARow + " times in a row, and tries on");
    }

    /** Ends the loop after the step that is under way; interrupts one that takes longer than a few seconds. */
    @Override
    public void close() {
        stop.countDown();
        signal.raise();
        try {
            if (!ended.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                thread.interrupt();
                ended.await(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
