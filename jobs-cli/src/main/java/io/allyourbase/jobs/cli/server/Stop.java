package io.allyourbase.jobs.cli.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C and SIGTERM, as a wish to end. Heard as signals and not in a shutdown hook: hooks run side by side, and the
 * database must outlive the jobs. Who asks again gets what signals do elsewhere: the process ends, whatever it waits for.
 */
public final class Stop {
    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);
    /** Some send each signal twice, to a process and to its group: that is one wish. */
    private static final Duration ONE_WISH = Duration.ofSeconds(1);
    /** An embedded Postgres is stopped by a hook, which waits five seconds for it. */
    private static final Duration LAST_HOOKS = Duration.ofSeconds(10);

    private final CountDownLatch asked = new CountDownLatch(1);
    private long askedAt;
    /** Who is to be interrupted. */
    private @Nullable Thread atWork;

    private Stop() {}

    /** From now on the first signal does nothing but ask this, and a later one ends the process. */
    public static Stop onSignals() {
        Stop stop = new Stop();
        Signals.tell(stop::hear);
        return stop;
    }

    /** Whether it was asked. */
    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /**
     * Does the work, which being asked interrupts.
     *
     * @return false when it was asked before the end; the work is then done, broken off or not begun
     */
    public boolean unlessAsked(Runnable work) {
        begin();
        try {
            if (!isAsked()) {
                work.run();
            }
        } catch (RuntimeException e) {
            if (!isAsked()) {
                throw e;
            }
            LOG.info("broken off: {}", e.getMessage());
        } finally {
            end();
        }
        return !isAsked();
    }

    private void hear(int exitCode) {
        if (isAskedAgain()) {
            LOG.warn("asked again: ending at once");
            CompletableFuture.delayedExecutor(LAST_HOOKS.toSeconds(), TimeUnit.SECONDS, Runnable::run)
                    .execute(() -> Runtime.getRuntime().halt(exitCode));
            Runtime.getRuntime().exit(exitCode);
        }
    }

    /** Takes the wish down, and answers whether it was known before. */
    private synchronized boolean isAskedAgain() {
        if (isAsked()) {
            return System.nanoTime() - askedAt > ONE_WISH.toNanos();
        }
        askedAt = System.nanoTime();
        asked.countDown();
        if (atWork != null) {
            atWork.interrupt();
        }
        return false;
    }

    private synchronized void begin() {
        atWork = Thread.currentThread();
    }

    /** Nothing that follows hears of an interrupt that was meant for the work. */
    private synchronized void end() {
        atWork = null;
        Thread.interrupted();
    }

    /** Waits until it is. */
    public void await() throws InterruptedException {
        asked.await();
    }
}
