package io.allyourbase.jobs.engine.loop;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.event.JobEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps on a thread of its own until it is closed. A step that fails is done again, after a backoff, for ever. What
 * {@link #run} does can also be done piece by piece.
 */
public final class Loop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration HURRIED_BACKOFF = Duration.ofMillis(500);
    /** After a failure that went as far as that nothing could be said of it, nor a backoff be reckoned. */
    private static final Duration UNTOLD_BACKOFF = Duration.ofSeconds(1);

    private static final long UNTOLD_BACKOFF_NANOS = UNTOLD_BACKOFF.toNanos();

    private final String name;
    private final Step step;
    private final Signal signal;
    private final Setting setting;
    /** What ends its waits after a failure. */
    private final Signal again = new Signal();

    private final Tally alive;
    private volatile boolean closed;
    private volatile boolean hurried;
    private volatile boolean hasEnded;
    private volatile int failures;
    /** The maker's, until its own has started. */
    private volatile Thread thread = Thread.currentThread();

    private Loop(String name, Step step, Signal signal, Setting setting, Tally alive) {
        this.name = name;
        this.step = step;
        this.signal = signal;
        this.setting = setting;
        this.alive = alive;
    }

    /** What all loops of an engine share. */
    public record Setting(Threads threads, Events events, RandomGenerator random) {
        /** That long, more or less a tenth, so that processes that started together spread out. */
        public Duration jittered(Duration around) {
            return Duration.ofNanos((long) (around.toNanos() * (0.9 + 0.2 * random.nextDouble())));
        }
    }

    /**
     * Starts stepping at once.
     *
     * @param signal what ends its waits
     * @param alive where it is counted, until it ends
     */
    static Loop start(String name, Step step, Signal signal, Setting setting, Tally alive) {
        Loop loop = new Loop(name, step, signal, setting, alive);
        loop.thread = setting.threads.start(loop);
        return loop;
    }

    public String name() {
        return name;
    }

    /** Steps until it is closed, whatever happens meanwhile. */
    @Override
    public void run() {
        try {
            while (!isClosed()) {
                goRound();
            }
        } finally {
            end();
        }
    }

    private void goRound() {
        try {
            Duration pause = round();
            // One that a step or a listener left behind would cut the pause short; who closes it ends the pause as
            // well.
            Thread.interrupted();
            await(pause);
        } catch (InterruptedException e) {
            // Whether it is closed is looked at next.
        } catch (Throwable e) {
            // There may be no memory to say so, nor for a wait that can be ended.
            LockSupport.parkNanos(UNTOLD_BACKOFF_NANOS);
        }
    }

    public boolean isClosed() {
        return closed;
    }

    /** Steps once, and answers how long to wait before the next step. Never throws, while there is memory. */
    public Duration round() {
        Duration pause;
        try {
            pause = step.step();
        } catch (Throwable e) {
            return isClosed() ? Duration.ZERO : failed(e);
        }
        if (failures > 0) {
            worksAgain();
        }
        return pause;
    }

    /** Waits until it is signalled or closed. Signals don't end the wait after a failure: it would spin. */
    public void await(Duration atMost) throws InterruptedException {
        if (failures > 0) {
            again.await(atMost);
        } else if (!isClosed()) {
            signal.await(atMost);
        }
    }

    /** Whether {@link #await} would return at once. */
    public boolean isAwake() {
        return isClosed() || (failures > 0 ? again : signal).isRaised();
    }

    /** It makes no more steps. */
    public void end() {
        hasEnded = true;
        alive.add(-1);
    }

    private void worksAgain() {
        int inARow = failures;
        failures = 0;
        tell(() -> LOG.info("{} works again after {} failures", name, inARow));
        tell(() -> setting.events.emit(new JobEvent.LoopRecovered(name)));
    }

    private Duration failed(Throwable cause) {
        int inARow = failures + 1;
        failures = inARow;
        if (inARow == 1) {
            tell(() -> log(cause));
        }
        tell(() -> setting.events.emit(new JobEvent.LoopFailed(name, inARow, cause)));
        try {
            return backoff(inARow);
        } catch (Throwable e) {
            return UNTOLD_BACKOFF;
        }
    }

    /** As where the disk that a log is written to is full, which must not end the loop. */
    private static void tell(Runnable word) {
        try {
            word.run();
        } catch (Throwable e) {
            // Nobody is left to tell.
        }
    }

    private Duration backoff(int inARow) {
        long factor = 1L << Math.min(inARow - 1, 10);
        Duration backoff = FIRST_BACKOFF.multipliedBy(factor);
        Duration longest = step.longestBackoff();
        Duration some = shorter(backoff, hurried ? shorter(longest, HURRIED_BACKOFF) : longest);
        return setting.jittered(some);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
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
        if (hasEnded) {
            return Optional.of(name + " has ended");
        }
        int inARow = failures;
        return inARow == 0
                ? Optional.empty()
                : Optional.of(name + " failed " + inARow + " times in a row, and tries on");
    }

    /** Has it try again at once where its last step failed, and from now on soon after each that does. */
    void hurry() {
        hurried = true;
        again.raise();
    }

    /** Has it end after the step that is under way. */
    void askToEnd() {
        closed = true;
        signal.raise();
        again.raise();
    }

    /** Interrupts the step that is under way, if it has not ended. */
    void interrupt() {
        if (!hasEnded) {
            thread.interrupt();
        }
    }
}
